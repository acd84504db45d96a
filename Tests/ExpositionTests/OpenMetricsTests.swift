// OpenMetrics 1.0: what must be read, what must be refused, and where the fault is said to be.

import Exposition
import Testing

struct OpenMetricsTests {
    private func read(_ text: String) -> (samples: [(String, Double, Int64?)], fault: LineFault?, exemplars: Int) {
        var samples: [(String, Double, Int64?)] = []
        var exemplars = 0
        let fault: LineFault? = Array(text.utf8).withUnsafeBytes { page in
            var scanner = OpenMetricsScanner(page)
            while true {
                switch scanner.next() {
                case .end:
                    exemplars = scanner.exemplars
                    return nil
                case .bad(let fault): return fault
                case .skipped: continue
                case .sample:
                    samples.append(
                        (String(decoding: page[scanner.name], as: UTF8.self), scanner.value, scanner.timestampMs))
                }
            }
        }
        return (samples, fault, exemplars)
    }

    @Test func wholePage() {
        let page = read(
            """
            # TYPE req_seconds histogram
            # UNIT req_seconds seconds
            # HELP req_seconds Time, in \\"seconds\\"
            req_seconds_bucket{p="/",le="0.5"} 1 1600.25 # {id="x"} 0.25 1600.125
            req_seconds_bucket{p="/",le="+Inf"} 2 1600.25
            req_seconds_count{p="/"} 2 1600.25
            req_seconds_sum{p="/"} 0.75 1600.25
            req_seconds_created{p="/"} 1500 1600.25
            # TYPE up gauge
            up NaN
            # TYPE build info
            build_info{v="1"} 1
            # TYPE door stateset
            door{door="open"} 1
            door{door="shut"} 0
            free 1
            # EOF

            """)
        #expect(page.fault == nil)
        #expect(page.samples.count == 10 && page.exemplars == 1)
        #expect(page.samples[0].2 == 1_600_250)
    }

    @Test func emptyPageWithItsEnd() { #expect(read("# EOF").fault == nil) }

    @Test(arguments: [
        ("", LineFault.Reason.missingEOF), ("a 1\n", .missingEOF), ("a 1", .missingEOF), ("# EOF\n\n", .afterEOF),
        ("# EOF\na 1\n", .afterEOF), ("\n# EOF\n", .blankLine), ("a 1\r\n# EOF\n", .space), ("# EOF \n", .metadata),
        (" a 1\n# EOF\n", .name), ("a  1\n# EOF\n", .value), ("a 1 \n# EOF\n", .space), ("a\t1\n# EOF\n", .space),
        ("#TYPE a gauge\n# EOF\n", .metadata), ("# comment\n# EOF\n", .metadata), ("# TYPE a \n# EOF\n", .type),
        ("# TYPE a\n# EOF\n", .metadataText), ("# TYPE a untyped\n# EOF\n", .type), ("# HELP a b\r\n# EOF\n", .lineEnd),
        ("# HELP a b\\\n# EOF\n", .escape), ("# UNIT a s\n# EOF\n", .unit), ("# UNIT s s\n# EOF\n", .unit),
        ("# TYPE a_s info\n# UNIT a_s s\n# EOF\n", .unitOfInfo),
        ("# TYPE a gauge\n# TYPE a gauge\n# EOF\n", .repeatedMetadata),
        ("# TYPE a gauge\na 1\n# HELP a b\n# EOF\n", .metadataAfterSamples),
    ])
    func linesAndMetadata(text: String, reason: LineFault.Reason) { #expect(read(text).fault?.reason == reason) }

    @Test(arguments: [
        ("a{b=\"c\",} 1", LineFault.Reason.label), ("a{b= \"c\"} 1", .quote), ("a{ b=\"c\"} 1", .label),
        ("a{b=\"c\"}1", .space),
        ("a{b=\"c\" ,d=\"e\"} 1", .separator), ("a{b=\"1\",b=\"1\"} 1", .duplicate), ("a{b:c=\"1\"} 1", .equals),
        ("a {b=\"c\"} 1", .value),
        ("a 0x1", .value), ("a 1_0", .value), ("a 1e999", .range), ("a -nan", .value), ("a 1 nan", .realTimestamp),
        ("a 1 0x1", .realTimestamp), ("a 1 1 1", .space), ("a 1 +Inf", .realTimestamp),
    ])
    func sampleLines(line: String, reason: LineFault.Reason) {
        #expect(read(line + "\n# EOF\n").fault?.reason == reason)
    }

    @Test(arguments: [
        ("counter", "a_total -1", LineFault.Reason.counterValue), ("counter", "a_total +Inf", .counterValue),
        ("counter", "a 1", .clash), ("counter", "a_created NaN", .createdValue), ("gauge", "a_total 1\na 1", .clash),
        ("info", "a_info 0", .infoValue), ("stateset", "a{a=\"x\"} 2", .stateValue),
        ("stateset", "a{b=\"x\"} 1", .stateLabel),
        ("summary", "a 1", .quantile), ("summary", "a{quantile=\"1.5\"} 1", .quantile),
        ("summary", "a{quantile=\"0.5\"} -1", .quantileValue),
        ("summary", "a_count 1.5", .countValue), ("summary", "a_sum NaN", .sumValue),
        ("histogram", "a_bucket{le=\"+Inf\"} 1.5", .countValue), ("histogram", "a_bucket{le=\"NaN\"} 1", .le),
        ("histogram", "a_bucket{le=\"inf\"} 1", .le), ("histogram", "a_bucket{le=\"1\"} 1", .bucketInfinity),
        ("histogram", "a_bucket{le=\"1\"} 1\na_bucket{le=\"1.0\"} 1", .bucketOrder),
        ("histogram", "a_bucket{le=\"1\"} 2\na_bucket{le=\"+Inf\"} 1", .bucketValues),
        ("histogram", "a_bucket{le=\"+Inf\"} 1\na_count 2\na_sum 1", .bucketCount),
        ("histogram", "a_bucket{le=\"+Inf\"} 1\na_sum 1", .sumWithoutCount),
        ("histogram", "a_bucket{le=\"-1\"} 1\na_bucket{le=\"+Inf\"} 1\na_count 1\na_sum 1", .sumOfNegative),
        ("gaugehistogram", "a_bucket{le=\"+Inf\"} 1\na_gcount 1\na_gsum -1", .sumValue),
        ("gauge", "a{b=\"1\"} 1\na{b=\"2\"} 1\na{b=\"1\"} 1", .interleaved), ("gauge", "a 1\na 2", .repeatedSeries),
        ("gauge", "a{b=\"1\",c=\"2\"} 1\na{c=\"2\",b=\"1\"} 1", .repeatedSeries), ("gauge", "a 1 2\na 1 1", .backwards),
        ("gauge", "a 1 2\na 1", .mixedTimestamps), ("stateset", "a{a=\"x\"} 1\na{a=\"x\"} 1", .repeatedSeries),
        ("info", "a_info{b=\"c\"} 1\na_info{b=\"c\"} 1", .repeatedSeries),
        ("gauge", "a 1 # {b=\"c\"} 1", .exemplarPlace), ("counter", "a_total 1 # {b=\"c\"} ", .exemplar),
        ("counter", "a_total 1 #{b=\"c\"} 1", .exemplar), ("counter", "a_total 1 # {b=\"c\"} 1 NaN", .realTimestamp),
        ("histogram", "a_bucket{le=\"1\"} 1 # {} 2\na_bucket{le=\"+Inf\"} 1", .exemplarRange),
    ])
    func typedSamples(type: String, lines: String, reason: LineFault.Reason) {
        #expect(read("# TYPE a \(type)\n\(lines)\n# EOF\n").fault?.reason == reason)
    }

    @Test(arguments: [
        ("summary", "a{quantile=\"0\"} NaN\na{quantile=\"1e0\"} 1\na_sum 1\na_count 1"),
        ("gauge", "a 1 1\na 2 1\na 3 2.5"),
        ("histogram", "a_bucket{x=\"1\",le=\"1e-3\"} 0\na_bucket{le=\"+Inf\",x=\"1\"} 0"),
        ("info", "a_info{b=\"1\"} 1 2\na_info{b=\"2\"} 1.0 1"),
        ("gaugehistogram", "a_bucket{le=\"-1\"} 1\na_bucket{le=\"+Inf\"} 2\na_gcount 2\na_gsum -3"),
        ("unknown", "a -Inf -5.5"),
    ])
    func goodSamples(type: String, lines: String) { #expect(read("# TYPE a \(type)\n\(lines)\n# EOF").fault == nil) }

    @Test func clashIsSaidWhereTheFamilyBegins() {
        let fault = read("# TYPE a_created gauge\n# TYPE a counter\na_total 1\n# EOF\n").fault
        #expect(fault == LineFault(line: 2, column: 1, reason: .clash))
    }

    @Test func exemplarLengthCountsCharacters() {
        let long = String(repeating: "é", count: 127)
        #expect(read("# TYPE a counter\na_total 1 # {b=\"\(long)\"} 1\n# EOF").fault == nil)
        #expect(read("# TYPE a counter\na_total 1 # {b=\"\(long)é\"} 1\n# EOF").fault?.reason == .exemplarLength)
    }

    @Test func hugeTimestampsAreHeldInside() {
        #expect(read("a 1 12345678901234567890.5\n# EOF").samples.first?.2 == .max)
    }

    @Test func everyTruncationIsRefused() {
        let text = "# TYPE a counter\na_total{b=\"c\"} 1 2.5 # {d=\"e\"} 0.5 3\n# EOF"
        for length in 0..<text.utf8.count { #expect(read(String(text.prefix(length))).fault != nil, "\(length)") }
    }
}
