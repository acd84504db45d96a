// The alarms that the list shows: a filter hides those in which nobody takes part whom it means.

import Alerting
import Facility

extension ConsoleState {
    /// In the order of the board: firing, pending, over.
    public func shownAlarms(_ scene: Scene) -> [Alarm] {
        guard let matches else { return scene.alerts.listed }
        let topology = scene.snapshot.topology
        return scene.alerts.listed.filter { alarm in
            alarm.members.contains { matches.contains($0.place, in: topology) }
        }
    }

    /// The alarm under the cursor, nil in other views and on an empty list.
    func selectedAlarm(_ scene: Scene) -> Alarm? {
        let alarms = shownAlarms(scene)
        return view == .alerts && alarms.indices.contains(listLine) ? alarms[listLine] : nil
    }
}
