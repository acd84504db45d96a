// Health by the rules that are built in: for one-shot commands and everyone who has no rules of his own.

import Alerting
import Console
import Storage

extension Health {
    /// Marks of a snapshot by a rule book.
    ///
    /// - Parameters:
    ///   - laggards: of the same moment's board.
    ///   - coded: the same.
    public init(
        _ snapshot: Snapshot, _ book: RuleBook = RuleFiles.standard, laggards: [Int] = [], coded: [Int] = []
    ) {
        self.init(snapshot, symptoms: SymptomTable(snapshot, book, coded: coded), laggards: laggards)
    }
}
