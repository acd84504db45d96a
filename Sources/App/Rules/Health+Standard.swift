// Health by the rules that are built in: for one-shot commands and everyone who has no rules of his own.

import Alerting
import Console
import Storage

extension Health {
    /// Marks of a snapshot by a rule book.
    ///
    /// - Parameter laggards: of the same moment's board.
    public init(_ snapshot: Snapshot, _ book: RuleBook = RuleFiles.standard, laggards: [Int] = []) {
        self.init(snapshot, symptoms: SymptomTable(snapshot, book), laggards: laggards)
    }
}
