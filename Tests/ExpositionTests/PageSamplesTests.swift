// Whole pages: what is remembered from line to line must change nothing, and every spelling of labels has one text.

import Exposition
import Testing

struct PageSamplesTests {
    private func read(_ text: String) -> [String] {
        Array(text.utf8).withUnsafeBytes { page in
            let samples = PageSamples()
            _ = samples.read(page, .prometheus, limits: PageLimits())
            return samples.samples.map { sample in
                let name = String(decoding: page[sample.name], as: UTF8.self)
                return
                    "\(name){\(String(decoding: page[sample.labels], as: UTF8.self))}\(sample.value)\(sample.timestampMs)"
            } + ["\(samples.skipped) \(samples.faults.count)"]
        }
    }

    private func scan(_ text: String) -> [String] {
        Array(text.utf8).withUnsafeBytes { page in
            var scanner = TextScanner(page)
            var lines: [String] = []
            var skipped = 0, bad = 0
            while true {
                switch scanner.next() {
                case .end: return lines + ["\(skipped) \(bad)"]
                case .skipped: skipped += 1
                case .bad: bad += 1
                case .sample:
                    let name = String(decoding: page[scanner.name], as: UTF8.self)
                    let labels = String(decoding: page[scanner.labels], as: UTF8.self)
                    lines.append("\(name){\(labels)}\(scanner.value)\(scanner.timestampMs ?? PageSample.noTimestamp)")
                }
            }
        }
    }

    @Test(arguments: 1...20) func blocksSeenBeforeAreReadTheSame(seed: Int) {
        var random = SplitMix(seed: UInt64(seed))
        let blocks = (0..<5).map {
            "{gpu=\"\($0)\",UUID=\"GPU-0a1b2c3d-0000-1111-2222-333344445555\",host=\"h\($0 / 2)\"}"
        }
        var lines: [String] = []
        for index in 0..<200 {
            var block = blocks[random.next() % 4 == 0 ? Int(random.next() % 5) : index % 5]
            if random.next() % 9 == 0 {
                block.insert("x", at: block.index(block.startIndex, offsetBy: Int(random.next() % 40)))
            }
            let gap = ["", " ", "\t", "  "][Int(random.next() % 4)]
            lines.append("m\(index / 5)\(block)\(gap)\(random.next() % 100)\(random.next() % 5 == 0 ? " 7" : "")")
        }
        let text = lines.joined(separator: "\n")
        #expect(read(text) == scan(text), "seed \(seed)")
    }

    @Test(arguments: [
        (#"b="2",a="1""#, #"a="1",b="2""#), (#" b = "2" , a = "1" , "#, #"a="1",b="2""#),
        (#"aa="1",a="2""#, #"a="2",aa="1""#),
        (#"b="\"x\"",a="é""#, #"a="é",b="\"x\"""#), ("", ""), (#"a="","#, #"a="""#),
        (#""l.x"="v",a="1""#, #"a="1","l.x"="v""#),
        (#"a="x\y""#, #"a="x\\y""#),
    ])
    func labelsHaveOneText(block: String, text: String) {
        let bytes = Array(block.utf8)
        #expect(bytes.withUnsafeBytes { Labels.canonical($0) } == text)
        #expect(bytes.withUnsafeBytes { Labels.canonical(Labels.parse($0)) } == text)
    }

    @Test func tooManySamplesAreRefused() {
        let page = Array(String(repeating: "a 1\n", count: 11).utf8)
        var limits = PageLimits()
        limits.samples = 10
        guard
            case .tooManySamples(limit: 10) = page.withUnsafeBytes({
                PageSamples().read($0, .prometheus, limits: limits)
            })
        else {
            Issue.record("not refused")
            return
        }
    }
}
