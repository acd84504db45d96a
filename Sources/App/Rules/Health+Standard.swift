// Health by the rules that are built in: for one-shot commands and everyone who has no rules of his own.

import Alerting
import Console
import Facility
import Storage

extension Health {
    /// Marks of a snapshot by a rule book.
    public init(
        _ snapshot: Snapshot, _ book: RuleBook = RuleFiles.standard, held: [Place] = []
    ) {
        self.init(snapshot, symptoms: SymptomTable(snapshot, book), held: held)
    }
}
