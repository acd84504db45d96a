// The text format, good and bad, line by line.

import Exposition
import Testing

struct TextScannerTests {
    private struct Read {
        var samples: [(String, String, Double, Int64?)] = []
        var skipped = 0
        var faults: [LineFault] = []
    }

    private func read(_ text: String) -> Read { read(Array(text.utf8)) }

    private func read(_ bytes: [UInt8]) -> Read {
        var result = Read()
        bytes.withUnsafeBytes { page in
            var scanner = TextScanner(page)
            while true {
                switch scanner.next() {
                case .end: return
                case .skipped: result.skipped += 1
                case .bad(let fault): result.faults.append(fault)
                case .sample:
                    let name = String(decoding: page[scanner.name], as: UTF8.self)
                    let labels = String(decoding: page[scanner.labels], as: UTF8.self)
                    result.samples.append((name, labels, scanner.value, scanner.timestampMs))
                }
            }
        }
        return result
    }

    @Test func plainPage() {
        let page = read("# HELP a help\n# TYPE a gauge\na{b=\"c\",} 1.5e+09 1700000000123\n\n  x:y\t2\nz{} -Inf")
        #expect(page.samples.map(\.0) == ["a", "x:y", "z"])
        #expect(page.samples.map(\.2) == [1.5e9, 2, -.infinity])
        #expect(page.samples[0].3 == 1_700_000_000_123)
        #expect(page.skipped == 3 && page.faults.isEmpty)
    }

    @Test func everyLineIsCountedOnce() {
        let text = "a 1\n\0\nb 2\r\n# c\n\nd{e=\"f} 1\ng 3"
        let page = read(text)
        #expect(page.samples.count + page.skipped + page.faults.count == 7)
        #expect(page.samples.map(\.0) == ["a", "b", "g"])
    }

    @Test func bracesAndHashesInsideLabelValues() {
        let page = read(#"a{b="} # , \" \\ \n",c="{"} 4"#)
        #expect(page.samples.count == 1)
        #expect(page.samples[0].2 == 4)
        let block = Array(page.samples[0].1.utf8)
        let labels = block.withUnsafeBytes { Labels.parse($0) }
        #expect(labels.map(\.value) == ["} # , \" \\ \n", "{"])
    }

    @Test func quotedNames() {
        let page = read("{\"my.name\",l=\"v\"} 1\n{l=\"v\"} 2")
        #expect(page.samples.map(\.0) == ["my.name"])
        #expect(page.faults.count == 1)
    }

    @Test(arguments: [
        ("9a 1", LineFault.Reason.name), ("a", .value), ("a x", .value), ("a 0x10", .value), ("a 1_000", .value),
        ("a 1 # text", .timestamp),
        ("a 1 2.5", .timestamp), ("a 1 2 3", .trailing), ("a{b=c} 1", .quote), ("a{b=\"c\" 1", .separator),
        ("a{b=\"c", .unterminated),
        ("a{b} 1", .equals), ("a{,b=\"c\"} 1", .label), ("a{b=\"c\",,d=\"e\"} 1", .label),
        ("a{b=\"1\",b=\"2\"} 1", .duplicate),
        ("é 1", .name), ("\u{FEFF}a 1", .name), ("a{b=\"c\"}", .value),
    ])
    func badLinesSayWhy(text: String, reason: LineFault.Reason) {
        let page = read(text)
        #expect(page.samples.isEmpty)
        #expect(page.faults.first?.reason == reason)
        #expect(page.faults.first?.line == 1)
    }

    @Test func invalidUTF8InAValueIsBad() {
        #expect(read(Array("a{b=\"".utf8) + [0xFF] + Array("\"} 1".utf8)).faults.first?.reason == .encoding)
        #expect(read("a{b=\"é\u{1B}\"} 1").samples.count == 1)
    }

    @Test func randomBytesNeverTrap() {
        var state: UInt64 = 42
        func random() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state >> 33
        }
        let alphabet = Array("ab{}=\",# \\\n\r\t019.eE+-_:NaInf".utf8) + [0, 0x80, 0xC3, 0xFF]
        for _ in 0..<4_000 {
            let bytes = (0..<Int(random() % 60)).map { _ in alphabet[Int(random() % UInt64(alphabet.count))] }
            let page = read(bytes)
            var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).count
            if bytes.isEmpty || bytes.last == 0x0A { lines -= 1 }
            #expect(page.samples.count + page.skipped + page.faults.count == lines)
        }
    }
}
