// Whether the exporter's own words of an NVLink 5 error say that no link is lost with it. Of the number alone nobody can tell.

import Storage
import Telemetry

extension RuleEvaluator {
    /// Of the GPUs that show one of the codes 144 to 150 those of which the page says so, and of no fatal one.
    func minorLinks(_ codes: [Float]) -> Set<Int> {
        let topology = columns.snapshot.topology
        let trays = Set(codes.indices.filter { (144...150).contains(codes[$0]) }.map { topology.trayOfGPU[$0] })
        return trays.reduce(into: []) { minor, tray in
            let gpus = topology.trays[Int(tray)].gpus, told = fatal(tray: Int(tray))
            for gpu in gpus where (144...150).contains(codes[gpu]) {
                let own = told.filter { $0.code == Int(codes[gpu]) }
                // A page that orders its GPUs otherwise than the tray does would tell of another one's.
                let isFatal =
                    Set(own.map(\.isFatal)).count == 1
                    ? own[0].isFatal : own.first { $0.gpu == gpu - gpus.lowerBound }?.isFatal
                if isFatal == false { minor.insert(gpu) }
            }
        }
    }

    /// What the pages of a tray say of such codes, each of a GPU of the page.
    private func fatal(tray: Int) -> [(gpu: Int, code: Int, isFatal: Bool)] {
        let snapshot = columns.snapshot
        var told: [(gpu: Int, code: Int, isFatal: Bool)] = []
        for target in snapshot.targets(ofTray: tray) {
            guard let page = snapshot.series(ofTarget: target) else { continue }
            for index in 0..<min(page.table.series.count, page.values.count)
            where (144...150).contains(page.values[index]) {
                let series = page.table.series[index], code = Int(page.values[index])
                guard series.metric == .xid, let message = Self.message(series.labels),
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
