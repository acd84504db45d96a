// Counts of real exporter pages against a reference, where a corpus is at hand (`VIGIE_CORPUS`).

import Exposition
import Foundation
import Testing

struct CorpusTests {
    static let folder = ProcessInfo.processInfo.environment["VIGIE_CORPUS"]

    @Test(.enabled(if: folder != nil)) func sampleCountsOfTextPagesAgree() throws {
        let folder = try #require(Self.folder)
        let table = try String(contentsOfFile: folder + "/expected.tsv", encoding: .utf8).split(separator: "\n").filter
        { !$0.hasPrefix("#") }.map {
            $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        }
        let header = try #require(table.first)
        let file = try #require(header.firstIndex(of: "file")), samples = try #require(header.firstIndex(of: "samples"))
        let verdict = try #require(header.firstIndex(of: "verdict"))
        var compared = 0
        for row in table.dropFirst()
        where row.count == header.count && row[file].hasSuffix(".prom") && row[verdict] == "ok" {
            guard let expected = Int(row[samples]),
                let data = FileManager.default.contents(atPath: folder + "/" + row[file])
            else { continue }
            var counted = 0
            Array(data).withUnsafeBytes { page in
                var scanner = TextScanner(page)
                while true {
                    switch scanner.next() {
                    case .sample: counted += 1
                    case .end: return
                    default: break
                    }
                }
            }
            #expect(counted == expected, "\(row[file])")
            compared += 1
        }
        #expect(compared > 10)
    }
}
