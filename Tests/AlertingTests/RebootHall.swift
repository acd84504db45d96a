// A hall whose hosts restart when a test says so: a page a second with the GPUs and the boot time, refused while a host is down.

import Alerting
import Facility
import Storage
import Telemetry

@testable import App

final class RebootHall {
    /// Seconds from which a host is down, and until which; after that it has booted anew.
    struct Restart {
        let from: Int
        let to: Int
    }

    let hall: RuledHall
    private let uptime = Catalogue.standard.metric(named: "host_uptime_seconds")!
    /// Of a host that comes back the boot time is told so many seconds later, as a slower page would.
    static let slowSeconds = 9

    init(gpus: Int) { hall = RuledHall(gpus: gpus) }

    var topology: Topology { hall.topology }

    /// - Parameter restart: of a tray, nil if it never restarts.
    func play(_ seconds: Range<Int>, each: (AlertBoard) -> Void = { _ in }, restart: (Int) -> Restart?) {
        for second in seconds {
            for tray in topology.trays.indices { read(tray, second, restart(tray)) }
            hall.close(second: second)
            each(hall.board)
        }
    }

    private func read(_ tray: Int, _ second: Int, _ restart: Restart?) {
        let afterMs = tray % 90 * 9
        if let restart, (restart.from..<restart.to).contains(second) {
            return hall.fail(tray, second: second, afterMs: afterMs, .refused)
        }
        var series = topology.trays[tray].gpus.indices.map { offset in
            SeriesTable.Series(
                name: "sm", labels: "gpu=\(offset)", metric: .smActive, factor: 1, host: 0,
                gpu: offset - topology.trays[tray].gpus.lowerBound)
        }
        var numbers = series.map { _ in 0.8 + Double(second % 5) / 100 }
        let told = restart.map { second < $0.from || second >= $0.to + tray % Self.slowSeconds } ?? true
        if told {
            series.append(
                SeriesTable.Series(
                    name: "boot", labels: "", metric: uptime, factor: 1, host: 0, gpu: -1, isMoment: true))
            let start = Double(RuledHall.start.milliseconds) / 1_000
            numbers.append(restart.map { second >= $0.to ? start + Double($0.to - 5) : start - 1e6 } ?? start - 1e6)
        }
        hall.take(tray, second: second, afterMs: afterMs, hall.table(tray, series), numbers)
    }
}
