// Which alarms are worth a line, and how the line reads: at once if they stood before anyone listened, else once they have settled; again
// when they have become something else, and when they are over. It decides no alarm and prints nothing.

import Alerting
import Console
import Telemetry

/// The memory of the alarms that a plain report has said.
struct PlainAlarms {
    /// Boards on which an alarm must look the same: a rack goes dark tray by tray, and is one cause.
    static let settlingSlots = 3

    private var said: [Int: Alarm] = [:]
    /// What is not said yet, and on how many boards it has stood so.
    private var waiting: [Int: (alarm: Alarm, slots: Int)] = [:]

    /// Whether a board was heard that says anything.
    private var hasListened = false

    /// Takes the board of the next slot.
    ///
    /// - Parameters:
    ///   - stepMs: length of the slot.
    ///   - clock: a moment as the report spells it.
    /// - Returns: lines without time, the worst first.
    mutating func lines(_ board: AlertBoard, stepMs: Int64 = 1_000, clock: (Timestamp) -> String) -> [String] {
        var lines: [String] = []
        // A replay may begin, and end, where alarms have stood for long.
        let isFirst = !hasListened && board.isJudged
        if isFirst { hasListened = true }
        for alarm in board.alarms {
            if let known = said[alarm.number], Self.isSame(known, alarm) {
                waiting[alarm.number] = nil
                continue
            }
            let before = waiting[alarm.number].flatMap { Self.isSame($0.alarm, alarm) ? $0.slots : nil } ?? 0
            waiting[alarm.number] = (alarm, before + 1)
            let stoodBefore = isFirst && alarm.since < board.moment - stepMs
            guard stoodBefore || before + 1 >= Self.settlingSlots else { continue }
            lines.append(Self.begun(alarm, clock(alarm.leadSince ?? alarm.since), isNew: said[alarm.number] == nil))
            said[alarm.number] = alarm
            waiting[alarm.number] = nil
        }
        let now = Set(board.alarms.map(\.number))
        waiting = waiting.filter { now.contains($0.key) }
        // What another alarm explains from now on is not over.
        for alarm in said.values.filter({ !now.contains($0.number) }).sorted(by: { $0.number < $1.number }) {
            if board.resolved.contains(where: { $0.number == alarm.number }) {
                lines.append("over alarm \(alarm.name) \(alarm.placeName)")
            }
            said[alarm.number] = nil
        }
        return lines
    }

    /// Whoever heard of the one has heard of the other: twice as many is news.
    private static func isSame(_ one: Alarm, _ other: Alarm) -> Bool {
        one.severity == other.severity && one.placeName == other.placeName && one.name == other.name
            && one.nextStep == other.nextStep && other.memberCount < one.memberCount * 2
    }

    /// `alarm critical HostSilent B17 since 18:42:07: 72 of 72 GPUs silent; next: ...`
    private static func begun(_ alarm: Alarm, _ since: String, isNew: Bool) -> String {
        let place = alarm.summary.hasPrefix(alarm.placeName) ? "" : " \(alarm.placeName)"
        let next = alarm.nextStep.isEmpty ? "" : "; next: \(alarm.nextStep)"
        let now = isNew ? "" : "now "
        // Where that is known only to a window, or held on the first page, it may have begun well before: said of whose time it is.
        let earlier =
            (alarm.lead ?? alarm.members.first).map { member in
                let age = Figures.age(member.uncertaintyMs), isOfWindow = member.isAround ?? false
                if member.isFromFirst ?? false {
                    return isOfWindow ? " or before, or up to \(age) later" : " or before"
                }
                if isOfWindow { return " give or take \(age)" }
                return member.uncertaintyMs >= 30_000 ? " or up to \(age) before" : ""
            } ?? ""
        return
            "alarm \(now)\(alarm.severity.rawValue) \(alarm.name)\(place) since \(since)\(earlier): \(alarm.summary)\(next)"
    }
}
