// Whether the exporter's own words of an NVLink 5 error say that no link is lost with it. Of the number alone nobody can tell.

import Storage
import Telemetry

extension RuleEvaluator {
    /// Pages that are looked through for words in one evaluation: where more GPUs tell such a code, the words would change nothing.
    private static let pageLimit = 256

    /// Of the GPUs that show one of the codes 144 to 150 those whose tray tells of it, and of no fatal one.
    func minorLinks(_ codes: [Float]) -> Set<Int> {
        let told = codes.indices.filter { (144...150).contains(codes[$0]) }
        guard told.count <= Self.pageLimit else { return [] }
        return Set(told.filter { isMinor(Int(codes[$0]), tray: Int(columns.snapshot.topology.trayOfGPU[$0])) })
    }

    private func isMinor(_ code: Int, tray: Int) -> Bool {
        let snapshot = columns.snapshot
        var isTold = false
        for target in snapshot.targets(ofTray: tray) {
            guard let page = snapshot.series(ofTarget: target) else { continue }
            for index in 0..<min(page.table.series.count, page.values.count) where page.values[index] == Double(code) {
                let series = page.table.series[index]
                guard series.metric == .xid, let message = Self.message(series.labels),
                    let error = xids.decode(code, message: message)
                else { continue }
                if error.isFatal { return false }
                isTold = true
            }
        }
        return isTold
    }

    /// The value of `err_msg`, without escapes: units and severities have none.
    private static func message(_ labels: String) -> String? {
        guard let start = labels.firstRange(of: "err_msg=\"")?.upperBound else { return nil }
        return String(labels[start...].prefix { $0 != "\"" })
    }
}
