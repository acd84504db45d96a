// Every page of a corpus, watched as a target: all of its series are there to be looked at (`VIGIE_CORPUS`).

import Console
import Foundation
import Storage
import Telemetry
import Testing

@testable import App

struct CorpusWatchTests {
    static let corpus = ProcessInfo.processInfo.environment["VIGIE_CORPUS"]

    @Test(.enabled(if: corpus != nil)) func everyPageOfTheCorpusIsATarget() throws {
        let corpus = try #require(Self.corpus)
        let table = try String(contentsOfFile: corpus + "/expected.tsv", encoding: .utf8).split(separator: "\n")
            .filter { !$0.hasPrefix("#") }.dropFirst().map { $0.split(separator: "\t").map(String.init) }
        var options = WatchOptions()
        options.pages = Set(table.map { corpus + "/" + ($0[0] as NSString).deletingLastPathComponent }).sorted()
        let snapshot = try OneShotWatch.play(options, limitMs: 120_000)
        let byURL = Dictionary(
            uniqueKeysWithValues: snapshot.targets.enumerated().map { ($0.element.description.url, $0.offset) })
        for row in table where row[8] == "ok" {
            let index = try #require(byURL["file://\(corpus)/\(row[0])"], "\(row[0])")
            #expect(
                snapshot.targets[index].failure == nil, "\(row[0]): \(snapshot.targets[index].failure?.reason ?? "")")
            let page = try #require(snapshot.series(ofTarget: index), "\(row[0])")
            #expect(page.table.series.count == Int(row[1]), "\(row[0])")
        }
    }
}
