// Traps of the text format where readers in the field go wrong or disagree, each with what vigie does and why.

import Exposition
import Testing

struct TextTrapTests {
    private struct Read {
        var names: [String] = []
        var values: [Double] = []
        var stamps: [Int64?] = []
        var labels: [[String]] = []
        var skipped = 0
        var faults: [LineFault] = []
    }

    private func read(_ text: String) -> Read { read(Array(text.utf8)) }

    private func read(_ bytes: [UInt8], limits: PageLimits = PageLimits()) -> Read {
        var result = Read()
        bytes.withUnsafeBytes { page in
            var scanner = TextScanner(page, limits: limits)
            while true {
                switch scanner.next() {
                case .end: return
                case .skipped: result.skipped += 1
                case .bad(let fault): result.faults.append(fault)
                case .sample:
                    result.names.append(String(decoding: page[scanner.name], as: UTF8.self))
                    result.values.append(scanner.value)
                    result.stamps.append(scanner.timestampMs)
                    let block = UnsafeRawBufferPointer(rebasing: page[scanner.labels])
                    result.labels.append(Labels.parse(block).map { "\($0.name)=\($0.value)" })
                }
            }
        }
        return result
    }

    @Test func exemplarWithoutLabelsIsNoMetricOfThatName() {
        let page = read("g 2 # {trace_id=\"x\"} 3\nh 4\n")
        #expect(page.names == ["h"] && page.faults.map(\.reason) == [.timestamp])
    }

    @Test func nulAtTheStartOfALineCostsThatLineOnly() {
        let page = read("a 1\n\0\nb 2\n")
        #expect(page.names == ["a", "b"] && page.faults.map(\.line) == [2] && page.faults[0].reason == .control)
    }

    @Test func zeroFilledHoleLosesOneLine() {
        let page = read(Array("a 1\n".utf8) + [UInt8](repeating: 0, count: 4_096) + Array("\nb 2\n".utf8))
        #expect(page.names == ["a", "b"] && page.faults.count == 1)
    }

    @Test func leadingAndTrailingBlanksAreNoPartOfAName() {
        let page = read("   a 1  \n\tb\t2\t\n")
        #expect(page.names == ["a", "b"] && page.values == [1, 2])
    }

    @Test func newlineInsideAQuotedValueBreaksBothLines() {
        let page = read("a{b=\"c\nd\"} 1\ne 2\n")
        #expect(page.names == ["e"] && page.faults.map(\.line) == [1, 2])
    }

    @Test func carriageReturnsAtLineEndsAreIgnored() {
        let page = read("# TYPE a gauge\r\na 1\r\nb 2 3\r\n")
        #expect(page.names == ["a", "b"] && page.stamps == [nil, 3] && page.faults.isEmpty)
    }

    @Test func lastLineNeedsNoLineFeed() { #expect(read("a 1\nb 2").names == ["a", "b"]) }

    @Test func repeatedMetadataCostsNothing() {
        let page = read("# HELP a x\n# TYPE a gauge\na 1\n# HELP a x\n# TYPE a gauge\na{b=\"\"} 2\n")
        #expect(page.names == ["a", "a"] && page.skipped == 4)
    }

    @Test func textAfterTheValueIsBad() { #expect(read("a 1 # text").faults.count == 1) }

    @Test(arguments: ["a 1 1.5", "a 1 1e3", "a 1 99999999999999999999", "a 1 9223372036854775808", "a 1 -"])
    func timestampsAreWholeMilliseconds(text: String) { #expect(read(text).faults.map(\.reason) == [.timestamp]) }

    @Test func negativeTimestampsAreLegal() {
        #expect(read("a 1 -3982045\nb 1 9223372036854775807").stamps == [-3_982_045, .max])
    }

    @Test func invalidUTF8IsBadWithItsPlace() {
        let page = read(Array("a{b=\"x".utf8) + [0xC3, 0x28] + Array("\"} 1\n".utf8))
        #expect(page.faults == [LineFault(line: 1, column: 7, reason: .encoding)])
    }

    @Test(arguments: [
        [0xED, 0xA0, 0x80], [0xC0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xE2, 0x82], [0xF4, 0x90, 0x80, 0x80],
    ])
    func surrogatesAndOverlongFormsAreNoUTF8(bytes: [Int]) {
        #expect(read(Array("a{b=\"".utf8) + bytes.map(UInt8.init) + Array("\"} 1".utf8)).faults.count == 1)
    }

    @Test func byteOrderMarkIsBad() { #expect(read("\u{FEFF}a 1\nb 2").names == ["b"]) }

    @Test func utf16IsOnlyBadLines() {
        let bytes: [UInt8] = "a 1\nb 2\n".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        #expect(read([0xFF, 0xFE] + bytes).names.isEmpty)
    }

    @Test(arguments: [
        "9a 1", "é 1", "a{,d=\"e\"} 1", "a{b=\"c\",,d=\"e\"} 1", "a-b 1", "a{b:c=\"d\"} 1", "{} 1", "a{=\"\"} 1",
    ])
    func namesOutsideTheGrammarAreBad(text: String) { #expect(read(text).faults.count == 1) }

    @Test func duplicateLabelNamesAreBad() {
        #expect(read(#"a{b="1",c="2",b="3"} 1"#).faults.map(\.reason) == [.duplicate])
    }

    @Test func manyLabelsWithSimilarNamesAreAllDifferent() {
        let text = (0..<60).map { "l\($0)=\"v\"" }.joined(separator: ",")
        #expect(read("a{\(text)} 1").labels.first?.count == 60)
        #expect(read("a{\(text),l7=\"\"} 1").faults.map(\.reason) == [.duplicate])
    }

    @Test func oneBadLineCostsOneLine() {
        let page = read("a 1\nb one\nc 3\n")
        #expect(page.names == ["a", "c"] && page.faults == [LineFault(line: 2, column: 3, reason: .value)])
    }

    @Test func unescapedQuotesInLabelsBreakTheirLineOnly() {
        let page = read("a{job=\"say \"hi\"\"} 1\nb{job=\"x\\\"} 2\nc 3\n")
        #expect(page.names == ["c"] && page.faults.count == 2)
    }

    @Test func unknownEscapesKeepBothBytes() {
        #expect(read(#"a{b="x\yz\\\"\n"} 1"#).labels == [["b=x\\yz\\\"\n"]])
    }

    @Test func everyOtherByteIsLegalInAValue() {
        let page = read("a{b=\"}#,{\u{0}\u{1B}[31m\t\u{202E}=\"} 1")
        #expect(page.labels == [["b=}#,{\u{0}\u{1B}[31m\t\u{202E}="]])
    }

    @Test func conversionErrorsOfTheExporterAreBadLines() {
        let page = read("a{b=\"c\"} ERROR - FAILED TO CONVERT TO STRING\nn{d=\"e\"} Tesla T4\nc 3\n")
        #expect(page.names == ["c"] && page.faults.map(\.reason) == [.value, .value])
    }

    @Test func blanksAreAllowedBetweenAllTokens() {
        let page = read("a { b = \"c\" , d = \"e\" , } 1\na{b=\"c\",d=\"e\"}2\n")
        #expect(page.values == [1, 2] && page.labels[0] == page.labels[1])
    }

    @Test func quotedNamesOfVersionOne() {
        let page = read(
            "{\"my.name\",\"l.x\"=\"v\"} 1\n{l=\"v\",\"other name\"} 2\n{\"a\",\"b\"} 3\n{\"\"} 4\nx{\"y\"} 5\n")
        #expect(page.names == ["my.name", "other name"] && page.faults.map(\.line) == [3, 4, 5])
        #expect(page.labels == [["l.x=v"], ["l=v"]])
    }

    @Test(arguments: [
        ("0x10", LineFault.Reason.value), ("1_000", .value), ("1e400", .range), ("nanx", .value), ("+-1", .value),
    ])
    func valuesOutsideTheGrammarAreBad(text: String, reason: LineFault.Reason) {
        #expect(read("a \(text)").faults.map(\.reason) == [reason])
    }

    @Test(arguments: ["+1", "1.", ".5", "-.5e+3", "Inf", "-INF", "+infinity", "NaN", "nan", "0e0"])
    func valuesInsideTheGrammarAreRead(text: String) { #expect(read("a \(text)").faults.isEmpty) }

    @Test func limitsCostTheirLine() {
        var limits = PageLimits()
        limits.labels = 2
        limits.labelValueBytes = 4
        limits.lineBytes = 40
        let text = "a{b=\"1\",c=\"2\",d=\"3\"} 1\na{b=\"12345\"} 1\n# \(String(repeating: "x", count: 50))\na 1\n"
        let page = read(Array(text.utf8), limits: limits)
        #expect(page.names == ["a"] && page.faults.map(\.reason) == [.labelCount, .labelValue, .lineLength])
    }

    @Test func hundredThousandLabelsAreOneBadLine() {
        let text = "a{" + (0..<100_000).map { "l\($0)=\"\"" }.joined(separator: ",") + "} 1\nb 2\n"
        var limits = PageLimits()
        limits.lineBytes = 1 << 30
        #expect(read(Array(text.utf8), limits: limits).faults.map(\.reason) == [.labelCount])
        limits = .lifted
        limits.lineBytes = 1 << 30
        #expect(read(Array(text.utf8), limits: limits).faults.isEmpty)
    }
}
