// Which page of the synthetic hall answers to which address and path. Event loop only.

import Exposition
import Facility
import Simulator
import Telemetry

/// Host `t` has the address 127.1.(t / 250).(t % 250 + 1).
final class SimulatorPages {
    enum Reply {
        case body(String)
        case page
        case refuse, silent, notFound
    }

    static let hostsPerNet = 250

    let hall: SyntheticHall
    private(set) var page = PageBuffer()
    private let port: Int
    private let now: () -> Timestamp
    private let intervalMs: Int64

    /// - Parameter intervalMs: how often the list says that GPU pages are to be read.
    init(hall: SyntheticHall, port: Int, intervalMs: Int64 = 1_000, now: @escaping () -> Timestamp) {
        self.intervalMs = intervalMs
        self.hall = hall
        self.port = port
        self.now = now
    }

    static func address(tray: Int) -> String { "127.1.\(tray / hostsPerNet).\(tray % hostsPerNet + 1)" }

    /// The host an address belongs to, nil if none.
    func tray(address: String) -> Int? {
        let parts = address.split(separator: ".").compactMap { Int($0) }
        guard parts.count == 4, parts[0] == 127, parts[1] == 1, (1...Self.hostsPerNet).contains(parts[3]) else {
            return nil
        }
        let tray = parts[2] * Self.hostsPerNet + parts[3] - 1
        return tray < hall.topology.trays.count ? tray : nil
    }

    /// `page` holds the bytes after `.page`.
    func reply(address: String, path: String) -> Reply {
        if path == "/targets" { return .body(list()) }
        let kind: SyntheticHall.PageKind
        switch path {
        case "/dcgm/metrics": kind = .dcgm
        case "/node/metrics": kind = .node
        default: return .notFound
        }
        guard let tray = tray(address: address) else { return .notFound }
        switch hall.write(kind, tray: tray, at: now(), into: &page) {
        case .page: return .page
        case .refused: return .refuse
        case .silent: return .silent
        }
    }

    /// An http_sd list: per host two groups, with the place and the number of GPUs as labels.
    private func list() -> String {
        let topology = hall.topology
        let groups = topology.trays.indices.flatMap { index -> [String] in
            let tray = topology.trays[index]
            return [("dcgm", "\(intervalMs)ms"), ("node", "\(max(15_000, intervalMs))ms")].map { kind, interval in
                "{\"targets\":[\"\(Self.address(tray: index)):\(port)\"],\"labels\":{\"__metrics_path__\":\"/\(kind)/metrics\","
                    + "\"__scrape_interval__\":\"\(interval)\",\"host\":\"\(tray.host)\",\"rack\":\"\(topology.racks[tray.rack].name)\","
                    + "\"tray\":\"\(tray.number)\",\"gpus\":\"\(tray.gpus.count)\"}}"
            }
        }
        return "[" + groups.joined(separator: ",\n") + "]\n"
    }
}
