// One GPU of a hall, as the pages of its host name it: the number on a page is the exporter's, not the place's.

import Facility
import Storage
import Telemetry

struct SelectedGPU {
    private let host: String
    private let place: Int

    /// - Parameter gpu: its index in the topology.
    init(_ gpu: Int, _ topology: Topology) {
        let tray = topology.trays[Int(topology.trayOfGPU[gpu])]
        host = tray.host
        place = gpu - tray.gpus.lowerBound
    }

    /// Whether a series of a page is about it.
    func holds(_ series: SeriesTable.Series, of table: SeriesTable) -> Bool {
        guard series.gpu >= 0 else { return false }
        let named = max(0, series.host)
        guard table.hosts.count < 2 || named < table.hosts.count && table.hosts[named] == host else { return false }
        let order = ModuleOrder(table.gpus.filter { max(0, $0.host) == named }.map(\.identity))
        return order.position(series.gpu) == place
    }
}
