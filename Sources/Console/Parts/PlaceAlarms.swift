// What the rules say of one place, on one line: the worst alarm that it takes part in, and since when. Views that show a place put it on top.

import Alerting
import Facility
import Screen
import Telemetry

struct PlaceAlarms {
    let scene: Scene

    /// Alarms that a tray, or one of its GPUs, takes part in; worst first.
    func alarms(tray: Int, gpu: Int? = nil) -> [Alarm] {
        let topology = scene.snapshot.topology, gpus = topology.trays[tray].gpus
        return scene.alerts.alarms.filter { alarm in
            let isListed = alarm.members.contains { member in
                switch member.place {
                case .gpu(let other): gpu.map { $0 == other } ?? gpus.contains(other)
                case .tray(let other): other == tray
                case .rack(let rack): rack == topology.trays[tray].rack
                case .row, .hall: true
                }
            }
            // The list is bounded; a rack's alarm is about its trays all the same.
            let isWhole = alarm.memberCount == alarm.memberTotal && alarm.memberCount > alarm.members.count
            return isListed || isWhole && alarm.place == .rack(topology.trays[tray].rack)
        }
    }

    /// `! ThermalMarginGone since 00:01:04: 4 of 4 GPUs hot`; nothing without alarms.
    func draw(_ drawing: inout Drawing, tray: Int, gpu: Int? = nil, x: Int, y: Int, width: Int) {
        let alarms = alarms(tray: tray, gpu: gpu)
        guard let worst = alarms.first else { return }
        let role = AlertsView.role(worst.severity), bold = Style(role, on: .background, .bold)
        let since = CivilTime(worst.leadSince ?? worst.since, offsetSeconds: scene.zoneOffsetSeconds).clock
        let more = alarms.count > 1 ? "  and \(alarms.count - 1) more, key \(scene.keys.label(.view(.alerts)))" : ""
        let left = drawing.canvas.put(
            "\(AlertsView.glyph(worst.severity)) \(worst.name) since \(since)", x: x, y: y, bold, limit: width)
        let end = drawing.canvas.put(
            "  " + worst.summary, x: left, y: y, .dim, limit: max(0, x + width - left - more.count))
        drawing.canvas.put(more, x: end, y: y, .dim, limit: max(0, x + width - end))
    }
}
