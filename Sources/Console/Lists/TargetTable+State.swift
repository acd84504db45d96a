// How the user's choices shape the list of targets.

import Storage

extension TargetTable {
    init(_ scene: Scene, _ state: ConsoleState) {
        self.init(
            scene, sortedBy: state.targetOrder.column, reversed: state.targetOrder.isReversed,
            filter: state.targetFilter)
    }
}

extension ConsoleState {
    /// The column the targets are sorted by; nil: failing ones first.
    var targetOrder: (column: TargetColumn?, isReversed: Bool) { (nil, false) }

    /// The column that sorting would take.
    var chosenTargetColumn: TargetColumn? { nil }

    /// The filter in force.
    var targetFilter: Filter? { nil }
}
