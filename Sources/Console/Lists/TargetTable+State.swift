// How the user's choices shape the list of targets.

import Storage

extension TargetTable {
    init(_ scene: Scene, _ state: ConsoleState) {
        self.init(
            scene, sortedBy: state.targetOrder.column, reversed: state.targetOrder.isReversed, filter: state.filter)
    }
}

extension ConsoleState {
    /// The column the targets are sorted by; nil: failing ones first.
    var targetOrder: (column: TargetColumn?, isReversed: Bool) {
        let list = lists[.targets] ?? ListPosition()
        return (list.sortColumn.flatMap(Self.targetColumn), list.isReversed)
    }

    /// The column that sorting would take.
    var chosenTargetColumn: TargetColumn? { Self.targetColumn((lists[.targets] ?? ListPosition()).column) }

    private static func targetColumn(_ index: Int) -> TargetColumn? {
        TargetColumn.allCases.indices.contains(index) ? TargetColumn.allCases[index] : nil
    }
}
