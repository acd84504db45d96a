// What goes on although its condition no longer holds: by a clear condition, `keep_firing_for` or a latch. Its last bad value is not its present
// one.

import Storage
import Telemetry

extension AlarmWriter {
    /// Since when the condition holds of no member; nil if it does of one, or if of one nobody knows.
    func lingersSince(_ members: [CauseMember]) -> Timestamp? {
        guard members.allSatisfy({ lingers($0) }), let last = members.map(\.lastHeldMs).max() else { return nil }
        return Timestamp(milliseconds: last)
    }

    /// Whether all that a silence is about answer again: what is told of them then is not that they do not.
    func isBack(_ rule: Rule, _ members: [CauseMember]) -> Bool {
        rule.isSilence && members.allSatisfy { snapshot.trayState(Int($0.tray)).counts }
    }

    private func lingers(_ member: CauseMember) -> Bool {
        !member.isHeld && member.lastHeldMs < snapshot.moment.milliseconds
    }

    /// `92 °C`; of what only goes on `62 °C now, 92 °C before`.
    func shown(_ member: CauseMember, _ metric: MetricID) -> String {
        let row = snapshot.catalogue[metric], last = ValueText.text(member.value, row)
        let column = snapshot.column(metric), place = Int(member.gpu >= 0 ? member.gpu : member.tray)
        guard lingers(member), isLevel(book.rules[member.rule]), column.indices.contains(place),
            column[place] == column[place]
        else { return last }
        return "\(ValueText.text(column[place], row)) now, \(last) before"
    }

    /// Whether the rule's number is of the kind that the page shows, not a rise or a distance from others.
    private func isLevel(_ rule: Rule) -> Bool {
        guard case .filter(_, let window) = rule.condition else { return false }
        return [.now, .mean, .max, .min].contains(window.take)
    }
}
