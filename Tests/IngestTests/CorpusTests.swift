// Real exporter pages against a reference, where a corpus is at hand (`VIGIE_CORPUS`): counts, sums to the last bit,
// the layout against the parser on every page, and the OpenMetrics conformance cases.

import Exposition
import Foundation
import Ingest
import Telemetry
import Testing

struct CorpusTests {
    static let folder = ProcessInfo.processInfo.environment["VIGIE_CORPUS"]

    private struct Row {
        let file: String
        let samples: Int
        let skipped: Int
        let exemplars: Int
        let sum: Double
        let verdict: String
    }

    private func rows() throws -> [Row] {
        let text = try String(contentsOfFile: try #require(Self.folder) + "/expected.tsv", encoding: .utf8)
        return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.dropFirst().compactMap { line in
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            guard cells.count >= 9, let samples = Int(cells[1]), let sum = Double(cells[7]) else { return nil }
            let skipped = cells[2...5].compactMap { Int($0) }.reduce(0, +)
            return Row(
                file: cells[0], samples: samples, skipped: skipped, exemplars: Int(cells[6]) ?? 0, sum: sum,
                verdict: cells[8])
        }
    }

    private func page(_ file: String) throws -> [UInt8] {
        let folder = try #require(Self.folder)
        return Array(try #require(FileManager.default.contents(atPath: folder + "/" + file)))
    }

    @Test(.enabled(if: folder != nil)) func countsAndSumsAgreeToTheLastBit() throws {
        let rows = try rows()
        #expect(rows.count > 30)
        for row in rows {
            let samples = PageSamples()
            let outcome = try page(row.file).withUnsafeBytes {
                samples.read($0, row.file.hasSuffix(".om") ? .openmetrics : .prometheus, limits: PageLimits())
            }
            guard case .read = outcome else {
                #expect(row.verdict != "ok", "\(row.file): \(outcome)")
                continue
            }
            guard row.verdict == "ok" else { continue }
            let sum = samples.samples.reduce(0.0) { $1.value.isFinite ? $0 + $1.value : $0 }
            #expect(samples.count == row.samples && samples.faults.count == 0, "\(row.file)")
            #expect(samples.exemplars == row.exemplars, "\(row.file)")
            #expect(sum.bitPattern == row.sum.bitPattern, "\(row.file): \(sum) \(row.sum)")
        }
    }

    @Test(.enabled(if: folder != nil)) func everyPageReadsTheSameByItsLayout() throws {
        let store = SegmentStore()
        for row in try rows() where row.file.hasSuffix(".prom") {
            let decoder = PageDecoder(catalogue: .standard, store: store)
            let first = PageValues(), second = PageValues()
            let bytes = try page(row.file)
            guard case .values(let a, _, _) = bytes.withUnsafeBytes({ decoder.decode($0, into: first) }),
                case .values(let b, _, _) = bytes.withUnsafeBytes({ decoder.decode($0, into: second) })
            else {
                Issue.record("\(row.file)")
                continue
            }
            #expect(a === b && first.count == row.samples, "\(row.file)")
            #expect((0..<first.count).allSatisfy { first[$0].bitPattern == second[$0].bitPattern }, "\(row.file)")
            #expect((0..<first.count).allSatisfy { first.timestamp(at: $0) == second.timestamp(at: $0) }, "\(row.file)")
        }
    }

    @Test(.enabled(if: folder != nil)) func openMetricsCases() throws {
        let base = try #require(Self.folder) + "/openmetrics"
        let names = try FileManager.default.contentsOfDirectory(atPath: base).sorted()
        var compared = 0
        for name in names {
            guard let data = FileManager.default.contents(atPath: "\(base)/\(name)/test.json"),
                let json = try JSONSerialization.jsonObject(with: data) as? [String: Any],
                let good = json["shouldParse"] as? Bool
            else { continue }
            let page = try page("openmetrics/\(name)/\(json["file"] as? String ?? "metrics")")
            let outcome = page.withUnsafeBytes { PageSamples().read($0, .openmetrics, limits: PageLimits()) }
            if case .read = outcome {
                #expect(good, "\(name) was accepted")
            } else {
                #expect(!good, "\(name): \(outcome)")
            }
            compared += 1
        }
        #expect(compared > 100)
    }
}
