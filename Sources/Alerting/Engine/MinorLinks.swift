// Which GPUs' NVLink 5 errors lose no link, by the exporter's own words. Of the number alone nobody can tell.

import Storage
import Telemetry

/// The codes 144 to 150 of one moment.
struct MinorLinks {
    private static let codes: ClosedRange<Float> = 144...150

    /// GPUs of which the page says that the error is not fatal, and of no fatal one.
    private(set) var gpus = Set<Int>()

    /// - Parameter values: the codes of all GPUs.
    init(_ snapshot: Snapshot, _ values: [Float], _ xids: XIDTable) {
        let topology = snapshot.topology
        let trays = Set(values.indices.lazy.filter { Self.codes.contains(values[$0]) }.map { topology.trayOfGPU[$0] })
        for tray in trays {
            let own = topology.trays[Int(tray)].gpus, told = Self.told(snapshot, tray: Int(tray), xids)
            for gpu in own where Self.codes.contains(values[gpu]) {
                let same = told.filter { $0.code == Int(values[gpu]) }
                // A page that orders its GPUs otherwise than the tray does would tell of another one's.
                let isFatal =
                    Set(same.map(\.isFatal)).count == 1
                    ? same[0].isFatal : same.first { $0.gpu == gpu - own.lowerBound }?.isFatal
                if isFatal == false { gpus.insert(gpu) }
            }
        }
    }

    /// What the pages of a tray say of such codes, each of a GPU of the page.
    private static func told(
        _ snapshot: Snapshot, tray: Int, _ xids: XIDTable
    ) -> [(gpu: Int, code: Int, isFatal: Bool)] {
        var told: [(gpu: Int, code: Int, isFatal: Bool)] = []
        for target in snapshot.targets(ofTray: tray) {
            guard let page = snapshot.series(ofTarget: target) else { continue }
            for index in 0..<min(page.table.series.count, page.values.count)
            where codes.contains(Float(page.values[index])) {
                let series = page.table.series[index], code = Int(page.values[index])
                guard series.metric == .xid, let message = message(series.labels),
                    let error = xids.decode(code, message: message)
                else { continue }
                told.append((series.gpu, code, error.isFatal))
            }
        }
        return told
    }

    /// The value of `err_msg`, without escapes: units and severities have none.
    private static func message(_ labels: String) -> String? {
        guard let start = labels.firstRange(of: "err_msg=\"")?.upperBound else { return nil }
        return String(labels[start...].prefix { $0 != "\"" })
    }
}
