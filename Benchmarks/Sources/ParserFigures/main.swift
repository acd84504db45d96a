// Prints the parser's figures beside memcpy, memchr and the cached C path on the same pages (unsafe: lends pages).
// ParserFigures [HOSTS]; 3,450 by default.

import App
import CReference
import Exposition
import Glibc
import Ingest
import Telemetry

let hosts = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 3_450

func decode(_ decoders: [PageDecoder], _ pages: [[UInt8]], _ values: PageValues, _ grammar: PageGrammar = .prometheus) {
    for index in pages.indices {
        pages[index].withUnsafeBytes { page in
            guard case .values = decoders[index].decode(page, grammar: grammar, into: values) else {
                preconditionFailure("a page was refused")
            }
        }
    }
}

func decoders(_ count: Int, _ store: SegmentStore) -> [PageDecoder] {
    (0..<count).map { _ in PageDecoder(catalogue: .standard, store: store, limits: .lifted) }
}

func table(_ pages: Pages) {
    Rows.header(pages)
    let bytes = pages.bytes, samples = pages.samples
    var scratch = [UInt8](repeating: 0, count: 1 << 22)
    Rows.row("memcpy", bytes, samples) { for page in pages.after { memcpy(&scratch, page, page.count) } }
    var lines = 0
    Rows.row("memchr, line by line", bytes, samples) {
        for page in pages.after { lines &+= reference_lines(page, page.count) }
    }
    let reference = CachedReference(pages.before)
    let store = SegmentStore(), values = PageValues()
    let known = decoders(pages.after.count, store)
    decode(known, pages.before, values)
    decode(known, pages.after, values)
    let limit = Rows.pair(
        bytes, samples, ("cached, all in C", { reference.read(pages.after) }),
        ("steady, by layout", { decode(known, pages.after, values) }))
    let allocations = reference_allocations()
    decode(known, pages.after, values)
    let perScrape = Double(reference_allocations() - allocations) / Double(pages.after.count)
    let reader = PageSamples()
    Rows.row("full text parser", bytes, samples, against: limit) {
        for page in pages.after { page.withUnsafeBytes { _ = reader.read($0, .prometheus, limits: .lifted) } }
    }
    Rows.row("first sight of every target", bytes, samples, against: limit) {
        decode(decoders(pages.after.count, SegmentStore()), pages.after, values)
    }
    let strict = pages.openMetrics
    Rows.row("strict OpenMetrics", strict.reduce(0) { $0 + $1.count }, samples, against: limit) {
        for page in strict { page.withUnsafeBytes { _ = reader.read($0, .openmetrics, limits: .lifted) } }
    }
    print("\nallocations a steady scrape: \(perScrape)")
}

/// A line more in the middle, one never seen before, one less again, and the same line once more.
func changes(_ pages: Pages) {
    let values = PageValues()
    let known = decoders(pages.after.count, SegmentStore())
    decode(known, pages.after, values)
    func time(_ pages: [[UInt8]]) -> Double {
        let start = reference_cpu_ns()
        decode(known, pages, values)
        return Double(reference_cpu_ns() - start) / Double(pages.count)
    }
    func longer(_ round: Int) -> [[UInt8]] {
        pages.after.enumerated().map { index, page in
            var lines = page.split(separator: 0x0A, omittingEmptySubsequences: false)
            lines.insert(ArraySlice("vigie_inserted{a=\"\(round)\",b=\"\(index)\"} 1".utf8), at: lines.count / 2)
            return Array(lines.joined(separator: [0x0A]))
        }
    }
    var steady: [Double] = [], inserted: [Double] = [], removed: [Double] = [], again: [Double] = []
    for round in 0..<7 {
        let longer = longer(round)
        steady.append(time(pages.after))
        inserted.append(time(longer))
        removed.append(time(pages.after))
        again.append(time(longer))
        _ = time(pages.after)
    }
    func line(_ name: String, _ times: [Double]) -> String {
        let ratio = Rows.one(times.sorted()[3] / steady.sorted()[3])
        return "\(name) \(Rows.one(times.sorted()[3] / 1_000)) us (\(ratio) times)"
    }
    let patches = known.reduce(0) { $0 + $1.patches }
    print(
        "\n\(pages.name), a page with one line more or less: steady \(Rows.one(steady.sorted()[3] / 1_000)) us, "
            + line("a new line", inserted) + ", " + line("removed", removed) + ", " + line("back again", again)
            + "; \(patches) of \(28 * known.count) without the full parser")
}

do {
    let dcgm = Pages.dcgm(hosts), node = Pages.node(hosts)
    let before = reference_heap()
    let store = SegmentStore(), values = PageValues()
    let all = decoders(hosts, store), other = decoders(hosts, store)
    decode(all, dcgm.after, values)
    decode(other, node.after, values)
    let own = (all + other).reduce(0) { $0 + $1.ownBytes }
    print(
        "layouts of \(hosts) dcgm and \(hosts) node pages: \(Rows.one((Double(reference_heap()) - Double(before)) / 1_048_576)) MiB, "
            + "label blocks of their own \(Rows.one(Double(own) / 1_048_576)) MiB")
    withExtendedLifetime((all, other, dcgm, node)) {}
}
table(.dcgm(hosts))
changes(.dcgm(hosts))
table(.mixed(max(1, hosts / 5)))
changes(.node(max(1, hosts / 5)))
