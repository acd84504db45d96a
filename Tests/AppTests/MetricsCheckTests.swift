// `vigie check metrics`: every row of a corpus' reference table, and what own small files must bring out.

import App
import Foundation
import Testing

struct MetricsCheckTests {
    static let folder = ProcessInfo.processInfo.environment["VIGIE_CORPUS"]

    private func json(_ text: String) throws -> [[String: Any]] {
        try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]])
    }

    /// Runs over one file with this content.
    private func check(
        _ bytes: [UInt8], name: String = "page.prom", _ change: (inout MetricsCheck) -> Void = { _ in }
    ) throws -> MetricsCheck.Result {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent(name)
        try Data(bytes).write(to: file)
        var check = MetricsCheck()
        check.format = .json
        change(&check)
        return check.run([file.path])
    }

    private func check(_ text: String, name: String = "page.prom") throws -> MetricsCheck.Result {
        try check(Array(text.utf8), name: name)
    }

    @Test(.enabled(if: folder != nil)) func everyGoodRowOfTheTableAgrees() throws {
        let folder = try #require(Self.folder)
        let table = try String(contentsOfFile: folder + "/expected.tsv", encoding: .utf8)
        var compared = 0
        for line in table.split(separator: "\n") where !line.hasPrefix("#") && !line.hasPrefix("file\t") {
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            guard cells.count >= 9, cells[8] == "ok" else { continue }
            var check = MetricsCheck()
            check.format = .json
            let result = check.run([folder + "/" + cells[0]])
            let report = try #require(try json(result.output).first)
            #expect(report["samples"] as? Int == Int(cells[1]), "\(cells[0])")
            #expect(report["bad_lines"] as? Int == 0 && result.code == 0, "\(cells[0]): \(result.errors)")
            #expect(report["exemplars"] as? Int == Int(cells[6]), "\(cells[0])")
            #expect(result.output.contains("\"finite_sum\": \(cells[7])}"), "\(cells[0]): \(result.output)")
            let lines = try #require(report["lines"] as? Int), skipped = try #require(report["skipped_lines"] as? Int)
            #expect(lines == skipped + (Int(cells[1]) ?? -1), "\(cells[0])")
            compared += 1
        }
        #expect(compared > 30)
    }

    @Test func keysAreTheContract() throws {
        let result = try check("# TYPE a gauge\na 1.5\nb NaN\n")
        let object = try #require(try json(result.output).first)
        #expect(
            Set(object.keys) == [
                "file", "grammar", "lines", "samples", "bad_lines", "skipped_lines", "families", "exemplars",
                "finite_sum",
            ])
        #expect(object["grammar"] as? String == "prometheus" && object["families"] as? Int == 2)
        #expect(object["finite_sum"] as? Double == 1.5 && result.code == 0 && result.errors.isEmpty)
    }

    @Test func badLinesAreNamedAndFail() throws {
        let result = try check("a 1\nb{c=\"d} 2\n\0\ne 5\n")
        #expect(result.code == 1 && result.errors.count == 2)
        #expect(result.errors[0].hasSuffix("page.prom:2:5: label value not terminated"))
        let object = try #require(try json(result.output).first)
        #expect(object["bad_lines"] as? Int == 2 && object["samples"] as? Int == 2 && object["lines"] as? Int == 4)
    }

    @Test func deviationsAreWarnings() throws {
        let text =
            "# TYPE a gauge\n# TYPE a gauge\na 1\r\n# HELP b x\n# HELP b x\n# TYPE c meh\nb 1\na{l=\"\\x\"} 2\n"
            + "# TYPE b gauge\na 1\na 1"
        let result = try check(text)
        let reasons = result.errors.map { String($0.split(separator: " ", maxSplits: 1)[1]) }
        #expect(result.code == 0)
        for reason in [
            "second TYPE line for this name", "line ends in a carriage return", "second HELP line for this name",
            "unknown metric type", "unknown escape in a label value", "TYPE line after the name's first sample",
            "lines of this family are not in one group", "series given twice", "last line without line feed",
        ] { #expect(reasons.contains("warning: " + reason), "\(reason): \(result.errors)") }
    }

    @Test func grammarFollowsNameThenLastLine() throws {
        func grammar(_ text: String, _ name: String) throws -> String? {
            try json(try check(text, name: name).output).first?["grammar"] as? String
        }
        #expect(try grammar("a 1\n", "x.om") == "openmetrics")
        #expect(try grammar("a 1\n# EOF\n", "x.prom") == "prometheus")
        #expect(try grammar("a 1\n# EOF\n", "x.txt") == "openmetrics")
        #expect(try grammar("a 1\n# EOF", "metrics") == "openmetrics")
        #expect(try grammar("a 1\n", "metrics") == "prometheus")
    }

    @Test func openMetricsIsAllOrNothing() throws {
        let result = try check("a 1\nb x\n# EOF\n", name: "x.om")
        let object = try #require(try json(result.output).first)
        #expect(result.code == 1 && result.errors.first?.hasSuffix("x.om:2:3: no number here") == true)
        #expect(object["samples"] as? Int == 0 && object["bad_lines"] as? Int == 1 && object["lines"] as? Int == 3)
    }

    /// `a 1\n` packed by the usual tools.
    @Test func packedFilesAreReadAndDamagedOnesRefused() throws {
        let gzip: [UInt8] = [
            0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 0x4B, 0x54, 0x30, 0xE4, 0x02, 0x00, 0x36, 0xE7, 0x1B, 0xBC, 4, 0, 0, 0,
        ]
        let zstd: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD, 0x20, 0x04, 0x21, 0, 0, 0x61, 0x20, 0x31, 0x0A]
        for (bytes, name) in [(zstd, "x.prom.zst"), (gzip, "x.gz"), (gzip + gzip, "x.gz")] {
            let whole = try check(bytes, name: name)
            #expect(whole.code == 0 && whole.output.contains("\"bad_lines\": 0"), "\(name) \(whole.errors)")
            #expect(whole.output.contains("\"finite_sum\": \(bytes.count > 24 ? 2 : 1)"), "\(name)")
        }
        for length in 0..<zstd.count {
            #expect(try check(Array(zstd[..<length]), name: "x.zst").code == 1, "\(length)")
        }
        for length in 0..<gzip.count {
            #expect(try check(Array(gzip[..<length]), name: "x.gz").code == 1, "\(length)")
        }
    }

    @Test func limitsApplyUnlessLifted() throws {
        let many = Array((0..<50_001).map { "a{n=\"\($0)\"} 1\n" }.joined().utf8)
        #expect(try check(many).code == 1)
        #expect(try check(many) { $0.limits = nil }.code == 0)
        let long = Array("a{b=\"\(String(repeating: "x", count: 1_025))\"} 1\n".utf8)
        #expect(try check(long).errors.first?.hasSuffix("label value too long") == true)
        #expect(try check(long) { $0.limits = nil }.code == 0)
        let labels = (0..<5_000).map { "l\($0)=\"\"" }.joined(separator: ",")
        #expect(try check(Array("a{\(labels)} 1\n".utf8)) { $0.limits = nil }.code == 0)
        let twice = try check(Array("a{\(labels),l7=\"\"} 1\nb{\(labels)} 1\n".utf8)) { $0.limits = nil }
        #expect(twice.errors.count == 1 && twice.errors.first?.hasSuffix("label name used twice") == true)
    }

    @Test func missingFilesAreUsageErrors() {
        let result = MetricsCheck().run(["no/such/file\u{1B}[31m"])
        #expect(result.code == 2 && result.errors.count == 1 && !result.errors[0].contains("\u{1B}"))
    }
}
