// Reads a page of the Prometheus text format as strictly as it is written (unsafe: borrows the page). It counts samples
// exactly as the lenient scanner does, and lists beside them what the format forbids.

/// One strict reading of one page. Not for hot paths: it remembers names as text.
struct TextAudit {
    private struct Family {
        var hasType = false
        var hasHelp = false
        var isComposite = false
        var lastSampleLine = 0
        /// The family's lines stood together until another one began.
        var isClosed = false
    }

    private let page: UnsafeRawBufferPointer
    private let bytes: PageBytes
    private let limits: PageLimits
    private let workspace = ScannerWorkspace()
    private var scanner: TextScanner
    private var report = PageReport(grammar: .prometheus)
    private var families: [String: Family] = [:]
    private var current = ""

    init(_ page: UnsafeRawBufferPointer, limits: PageLimits) {
        self.page = page
        self.limits = limits
        bytes = PageBytes(page)
        scanner = TextScanner(page, limits: limits, workspace: workspace)
    }

    mutating func run() -> PageReport {
        while true {
            let line = scanner.next()
            switch line {
            case .end:
                report.families = families.count
                if let last = page.last, last != 0x0A {
                    report.add(report.lines, scanner.line.count + 1, .noLineFeed)
                }
                return report
            case .skipped:
                report.skippedLines += 1
                comment()
            case .bad(let fault): report.add(fault)
            case .sample: sample()
            }
            report.lines += 1
            if let last = scanner.line.last, bytes[last] == 0x0D {
                report.add(scanner.lineNumber, scanner.line.count, .carriageReturn)
            }
        }
    }

    private mutating func sample() {
        report.samples += 1
        if report.samples == limits.samples + 1 {
            report.faults.append(scanner.problem(scanner.line.lowerBound, .samples))
        }
        if scanner.value.isFinite { report.finiteSum += scanner.value }
        enter(family(of: text(scanner.name)))
        if !isNewSeries() { report.add(scanner.lineNumber, 1, .repeatedSeries) }
        guard !scanner.labels.isEmpty else { return }
        for index in 0..<scanner.marks.count where scanner.marks[index].hasEscapes {
            escapes(scanner.marks[index].valueStart..<scanner.marks[index].valueEnd)
        }
    }

    /// The family a sample belongs to: histograms and summaries have several names.
    private func family(of name: String) -> String {
        if families[name] != nil { return name }
        for suffix in ["_bucket", "_count", "_sum", "_gcount", "_gsum", "_created", "_total", "_info"]
        where name.hasSuffix(suffix) {
            let stem = String(name.dropLast(suffix.count))
            if families[stem]?.isComposite == true { return stem }
        }
        return name
    }

    private mutating func enter(_ name: String) {
        if name != current {
            if families[current] != nil { families[current]?.isClosed = true }
            current = name
            if families[name]?.isClosed == true {
                report.add(scanner.lineNumber, 1, .ungrouped)
                families[name]?.isClosed = false
            }
        }
        families[name, default: Family()].lastSampleLine = scanner.lineNumber
    }

    /// Name, labels in any order, and timestamp.
    private func isNewSeries() -> Bool {
        var hash = bytes.hash(scanner.name.lowerBound, scanner.name.upperBound, seed: workspace.seed)
        if !scanner.labels.isEmpty {
            for index in 0..<scanner.marks.count {
                let mark = scanner.marks[index]
                let name = bytes.hash(mark.nameStart, mark.nameEnd, seed: workspace.seed)
                hash = hash &+ bytes.hash(mark.valueStart, mark.valueEnd, seed: name)
            }
        }
        let stamp = UInt64(bitPattern: scanner.timestampMs ?? .min)
        return workspace.metrics.insert(PageBytes.fold(hash ^ 0x2545_F491_4F6C_DD1D, stamp ^ workspace.seed | 1))
    }

    private mutating func escapes(_ range: Range<Int>) {
        var at = range.lowerBound
        while at + 1 < range.upperBound {
            guard bytes[at] == 0x5C else {
                at += 1
                continue
            }
            if ![0x5C, 0x22, 0x6E].contains(bytes[at + 1]) {
                report.add(scanner.lineNumber, at - scanner.line.lowerBound + 1, .escape)
            }
            at += 2
        }
    }

    private mutating func comment() {
        let words = page[scanner.line].split(
            maxSplits: 3, omittingEmptySubsequences: true, whereSeparator: { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D })
        guard words.count > 1, words[0].elementsEqual("#".utf8) else { return }
        let isType = words[1].elementsEqual("TYPE".utf8)
        guard isType || words[1].elementsEqual("HELP".utf8) else { return }
        if let wrong = bytes.invalidUTF8(scanner.line) {
            report.add(scanner.lineNumber, wrong - scanner.line.lowerBound + 1, .helpEncoding)
        }
        guard words.count > 2, isType ? words.count == 4 : true else {
            return report.add(scanner.lineNumber, 1, .metadata)
        }
        let name = unquoted(words[2])
        var family = families[name] ?? Family()
        if isType {
            let type = String(decoding: words[3], as: UTF8.self).filter { $0 != " " && $0 != "\t" && $0 != "\r" }
            if family.hasType {
                report.add(scanner.lineNumber, 1, .repeatedType)
            } else if family.lastSampleLine > 0 {
                report.add(scanner.lineNumber, 1, .lateType)
            }
            if !Self.types.contains(type) { report.add(scanner.lineNumber, 1, .type) }
            family.hasType = true
            family.isComposite = Self.composites.contains(type)
        } else {
            if family.hasHelp { report.add(scanner.lineNumber, 1, .repeatedHelp) }
            family.hasHelp = true
        }
        families[name] = family
    }

    private static let types: Set = [
        "counter", "gauge", "histogram", "summary", "untyped", "unknown", "info", "stateset", "gaugehistogram",
    ]
    private static let composites: Set = ["histogram", "summary", "gaugehistogram"]

    private func text(_ range: Range<Int>) -> String { String(decoding: page[range], as: UTF8.self) }

    /// A metadata line may quote its name as a sample does.
    private func unquoted(_ word: Slice<UnsafeRawBufferPointer>) -> String {
        let text = String(decoding: word, as: UTF8.self)
        return text.count > 2 && text.hasPrefix("\"") && text.hasSuffix("\"")
            ? String(text.dropFirst().dropLast()) : text
    }
}
