// Which alarms are worth a line, and how the line reads: once when it fires, once when it is over. It decides no alarm and prints nothing.

import Alerting
import Console
import Telemetry

/// The memory of the alarms that a plain report has said.
struct PlainAlarms {
    private var said: [Int: Alarm] = [:]

    /// Takes the board of the next slot.
    ///
    /// - Parameter clock: a moment as the report spells it.
    /// - Returns: lines without time, the worst first.
    mutating func lines(_ board: AlertBoard, clock: (Timestamp) -> String) -> [String] {
        var lines: [String] = []
        for alarm in board.alarms where said[alarm.number]?.severity != alarm.severity {
            lines.append(Self.begun(alarm, clock(alarm.leadSince ?? alarm.since)))
        }
        let now = Set(board.alarms.map(\.number))
        let over = said.values.filter { !now.contains($0.number) }.sorted { $0.number < $1.number }
        // What another alarm explains from now on is not over.
        for alarm in over where board.resolved.contains(where: { $0.number == alarm.number }) {
            lines.append("over alarm \(alarm.name) \(alarm.placeName)")
        }
        said = Dictionary(board.alarms.map { ($0.number, $0) }, uniquingKeysWith: { first, _ in first })
        return lines
    }

    /// `alarm critical HostSilent B17 since 18:42:07: 72 of 72 GPUs silent; next: ...`
    private static func begun(_ alarm: Alarm, _ since: String) -> String {
        let place = alarm.summary.hasPrefix(alarm.placeName) ? "" : " \(alarm.placeName)"
        let next = alarm.nextStep.isEmpty ? "" : "; next: \(alarm.nextStep)"
        return "alarm \(alarm.severity.rawValue) \(alarm.name)\(place) since \(since): \(alarm.summary)\(next)"
    }
}
