// Evidence where the fleet exports what most do not: limits of power, and counters of single links.

import Alerting
import Facility
import Storage
import Telemetry
import Testing

@testable import App
@testable import Console

struct SeenEvidenceTests {
    private func lines(_ board: AlertBoard, _ store: Store, _ name: String) throws -> [EvidenceLine] {
        var scene = Scene(snapshot: store.snapshot, health: Health(store.snapshot), mode: "demo")
        scene.alerts = board
        let alarm = try #require(board.alarms.first { $0.name == name }, "\(board.alarms.map(\.summary))")
        return Evidence(scene: scene, alarm: alarm).lines
    }

    @Test func whoIsCappedAndToWhat() throws {
        let hall = BatchHall(gpus: 576, [.powerLimitWatts, .powerWatts])
        hall.play(0..<50) { metric, gpu, second in
            metric == .powerWatts ? 900 + Double(second % 7) : (12..<16).contains(gpu) ? 1_000 : 1_400
        }
        let alarm = try #require(hall.board.alarms.first)
        #expect(alarm.name == "PowerCapped" && alarm.memberCount == 4 && alarm.scope == .tray)
        #expect(alarm.summary.contains("1,000 W"), "\(alarm.summary)")
        let capped = try #require(lines(hall.board, hall.store, "PowerCapped").first { $0.label == "capped" })
        #expect(capped.words == "4 GPUs: A01/t04 4 to 1,000 W", "\(capped.words)")
    }

    @Test func aBoardAboveItsLimitIsTold() throws {
        let hall = BatchHall(gpus: 72, [.powerLimitWatts, .powerWatts])
        hall.play(0..<30) { metric, gpu, second in
            metric == .powerLimitWatts ? 1_400 : gpu == 7 ? 1_440 : 1_390 + Double(second % 5)
        }
        #expect(hall.board.alarms.map(\.name) == ["PowerAboveLimit"], "\(hall.board.alarms.map(\.summary))")
        #expect(hall.board.alarms.first?.place == .gpu(7))
    }

    /// Links 4 and 9 of one GPU count recoveries, and are down.
    @Test func whichOfTheLinks() throws {
        let hall = RuledHall(gpus: 72)
        let recoveries = try #require(Catalogue.standard.metric(named: "nvlink_recoveries"))
        for second in 0..<20 {
            for (index, tray) in hall.topology.trays.enumerated() {
                var series: [SeriesTable.Series] = [], numbers: [Double] = []
                for gpu in tray.gpus {
                    let isBad = gpu == 5 && second >= 5, ordinal = gpu - tray.gpus.lowerBound
                    series.append(
                        SeriesTable.Series(
                            name: "down", labels: "gpu=\(ordinal)", metric: .nvlinkLinksDown, factor: 1, host: 0,
                            gpu: ordinal))
                    numbers.append(isBad ? 2 : 0)
                    for link in 0..<18 {
                        series.append(
                            SeriesTable.Series(
                                name: "recoveries", labels: "gpu=\(ordinal),link=\(link)", metric: recoveries,
                                factor: 1, host: 0, gpu: ordinal, sub: SubEntity(.link, link)))
                        numbers.append(isBad && (link == 4 || link == 9) ? Double(second - 4) : 0)
                    }
                }
                hall.take(index, second: second, afterMs: index, hall.table(index, series), numbers)
            }
            hall.close(second: second)
        }
        let evidence = try lines(hall.board, hall.store, "NVLinkDown")
        let which = try #require(evidence.first { $0.label == "which" })
        #expect(which.words.contains("A01/t02/g1/link4") && which.words.contains("A01/t02/g1/link9"), "\(which.words)")
        #expect(!which.words.contains("link5"))
        #expect(evidence.first { $0.label == "links" }?.words == "down: A01/t02 g1 2")
    }
}
