// The fuzz target (unsafe: borrows libFuzzer's bytes): both parsers and the layout must keep their promises on any bytes.
// It is built by Scripts/fuzz against the sources themselves, with the address sanitizer.

import Exposition
import Telemetry

/// Called by libFuzzer with every input.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = UnsafeRawBufferPointer(start: start, count: count)
    countsAddUp(input)
    openMetricsEnds(input)
    if count > 8 { layoutEqualsParser(input) }
    return 0
}

/// Every line is a sample, bad or skipped, and every offset lies inside of the page.
private func countsAddUp(_ page: UnsafeRawBufferPointer) {
    let report = PageReport.check(page, .prometheus, limits: .lifted)
    let lines = page.reduce(0) { $1 == 0x0A ? $0 + 1 : $0 } + (page.last ?? 0x0A == 0x0A ? 0 : 1)
    precondition(report.lines == lines && report.samples + report.badLines + report.skippedLines == lines)
    let samples = PageSamples()
    guard case .read = samples.read(page, .prometheus, limits: .lifted) else { preconditionFailure() }
    precondition(samples.count == report.samples && samples.faults.count == report.badLines)
    for sample in samples.samples {
        precondition(sample.name.upperBound <= page.count && sample.end <= page.count && !sample.name.isEmpty)
        for label in Labels.parse(UnsafeRawBufferPointer(rebasing: page[sample.labels])) {
            precondition(!label.name.isEmpty)
        }
    }
}

/// The strict scanner comes to an end, and an accepted page holds nothing bad for the lenient one's grammar of samples.
private func openMetricsEnds(_ page: UnsafeRawBufferPointer) {
    var scanner = OpenMetricsScanner(page, limits: .lifted)
    var lines = 0
    while true {
        switch scanner.next() {
        case .end, .bad: return
        case .sample: precondition(!scanner.name.isEmpty && scanner.number.upperBound <= page.count)
        case .skipped: break
        }
        lines += 1
        precondition(lines <= page.count + 1)
    }
}

/// One metric of every sort that learning treats apart.
private let catalogue: Catalogue = {
    func metric(_ name: String, _ source: MetricSource) -> Metric {
        Metric(
            name: name, title: name, short: name, entity: .gpu, unit: .count, range: 0...1, resolution: 1,
            sources: [source])
    }
    return Catalogue([
        metric("temp", MetricSource(name: "DCGM_FI_DEV_GPU_TEMP")),
        metric("ratio", MetricSource(name: "DCGM_FI_DEV_GPU_UTIL_RATIO", mayBePercent: true)),
        metric("pcie", MetricSource(name: "DCGM_FI_PROF_PCIE_TX_BYTES", followsType: true)),
        metric("link", MetricSource(name: "DCGM_FI_DEV_NVLINK_L*", kind: .counter)),
    ])
}()

/// A page, the page after it, and the first one again, on two targets: remembered, taken over from the other target or read in full,
/// the result is the same.
private func layoutEqualsParser(_ input: UnsafeRawBufferPointer) {
    let page = Array(input[8...])
    var seed = input.loadUnaligned(as: UInt64.self)
    let store = SegmentStore()
    let first = Sides(store), second = Sides(store)
    let pages = [page, edited(page, &seed), edited(page, &seed), page]
    for index in pages.indices {
        first.expectSame(pages[index])
        second.expectSame(pages[pages.count - 1 - index])
    }
}

/// A target that remembers, and one that sees the same pages and reads each in full.
private struct Sides {
    let remembering: PageDecoder
    let reference = PageDecoder(catalogue: catalogue, store: SegmentStore())

    init(_ store: SegmentStore) { remembering = PageDecoder(catalogue: catalogue, store: store) }

    func expectSame(_ page: [UInt8]) {
        let values = PageValues(), fresh = PageValues()
        reference.forget()
        let left = page.withUnsafeBytes { remembering.decode($0, into: values) }
        let right = page.withUnsafeBytes { reference.decode($0, into: fresh) }
        precondition(same(left, values, right, fresh), "layout and parser differ")
    }
}

private func same(_ left: DecodedPage, _ a: PageValues, _ right: DecodedPage, _ b: PageValues) -> Bool {
    switch (left, right) {
    case (.failed(let one), .failed(let other)): return one == other
    case (.values(let one, let badOne, let firstOne), .values(let other, let badOther, let firstOther)):
        guard badOne == badOther, firstOne == firstOther, one.hosts == other.hosts, a.count == b.count,
            one.series.count == other.series.count, a.count == one.series.count
        else { return false }
        for index in 0..<a.count {
            let x = one.series[index], y = other.series[index]
            guard a[index].bitPattern == b[index].bitPattern, a.timestamp(at: index) == b.timestamp(at: index),
                x.name == y.name, x.labels == y.labels, x.metric == y.metric, x.gpu == y.gpu, x.host == y.host,
                x.factor == y.factor, x.part == y.part, x.rank == y.rank, x.isCounter == y.isCounter
            else { return false }
        }
        return true
    default: return false
    }
}

/// One or two lines gone, doubled, moved or with another number.
private func edited(_ page: [UInt8], _ seed: inout UInt64) -> [UInt8] {
    func random(_ bound: Int) -> Int {
        seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(seed >> 33) % max(1, bound)
    }
    var lines = page.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
    for _ in 0..<1 + random(2) where !lines.isEmpty {
        let index = random(lines.count)
        switch random(6) {
        case 0: lines.remove(at: index)
        case 1: lines.insert(lines[random(lines.count)], at: index)
        case 2: lines.insert(Array("fresh{l=\"\(random(3))\"} \(random(100))".utf8), at: index)
        case 3:
            if let space = lines[index].lastIndex(of: 0x20) {
                lines[index] = lines[index][...space] + Array("\(random(9))e\(random(40) - 20)".utf8)
            }
        case 4: lines.swapAt(index, random(lines.count))
        default: if !lines[index].isEmpty { lines[index][random(lines[index].count)] = UInt8(random(256)) }
        }
    }
    return Array(lines.joined(separator: [0x0A]))
}
