// What an exporter says of a code beyond its number: the unit of an NVLink 5 error and whether the link is lost with it.
//
//   unit     A02/t06/g1: 149 NETIR_LINK_DOWN, fatal: reset the GPU

import Alerting
import Screen
import Storage
import Telemetry

struct XIDEvidence {
    let evidence: Evidence
    let tray: Int

    /// Sub-errors of the codes 144 to 150, from the labels `err_code` and `err_msg` of dcgm-exporter's XID series.
    var lines: [EvidenceLine] {
        guard let table = evidence.scene.xids else { return [] }
        var lines: [EvidenceLine] = []
        evidence.forEachSeries(ofTray: tray) { series, _ in
            guard series.metric == .xid, let message = Evidence.label("err_msg", of: series.labels) else { return }
            let code = Evidence.label("err_code", of: series.labels).flatMap { Int($0) } ?? 0
            guard let error = table.decode(code, message: message) else { return }
            let place = "\(evidence.topology.path(tray: tray))/g\(series.gpu)"
            let words = "\(place): \(code) \(error.unit), \(error.isFatal ? "fatal" : "not fatal"): \(error.action)"
            lines.append(EvidenceLine("unit", words, Style(error.isFatal ? .critical : .warning)))
        }
        return Array(lines.prefix(4))
    }
}
