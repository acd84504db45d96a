// The targets in the order and the selection of the targets view. Pure.

import Storage
import Telemetry

/// Lines of the targets view: indices into the snapshot's targets.
struct TargetTable {
    let rows: [Int]
    /// Targets that the filter leaves out; a filter that speaks of nothing a target has leaves out none.
    let hiddenCount: Int

    init(_ scene: Scene, sortedBy column: TargetColumn?, reversed: Bool, filter: Filter?) {
        let snapshot = scene.snapshot, source = FilterSource(scene.snapshot)
        var rows = Array(snapshot.targets.indices)
        if let filter, !filter.isEmpty {
            let truths = rows.map { filter.truth(target: $0, in: source) }
            if truths.contains(where: { $0 != nil }) { rows = rows.filter { truths[$0] == true } }
        }
        hiddenCount = snapshot.targets.count - rows.count
        let falls = (column ?? .state).fallsFirst != reversed
        let keys = snapshot.targets.map { (column ?? .state).key($0, at: snapshot.moment) }
        rows.sort { left, right in
            let a = keys[left], b = keys[right]
            switch (a.number, b.number) {
            case (let x?, let y?): if x != y { return falls ? x > y : x < y }
            case (_?, nil): return true
            case (nil, _?): return false
            case (nil, nil): if a.text != b.text { return falls ? a.text > b.text : a.text < b.text }
            }
            return left < right
        }
        self.rows = rows
    }
}
