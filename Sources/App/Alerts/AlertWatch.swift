// The alert engine in the core loop: evaluated once per published snapshot, its transitions into the event log.

import Alerting
import Storage
import Telemetry

/// Engine and notebook. Core thread only.
final class AlertWatch {
    /// Stands for any time before: what held on the first page read.
    private static let unboundedMs: Int64 = 86_400_000
    private let engine: AlertEngine
    private let file: AlertNoteFile?
    private var fileNotes = AlertNotebook()
    private var session: [AlertNote] = []
    private var state = AlertState()
    /// Takes every board, with the number of its slot.
    private let record: ((Int, @escaping @Sendable () -> [UInt8]) -> Void)?

    /// - Parameters:
    ///   - file: the shared notebook; nil keeps notes in memory alone, as a demo does.
    ///   - record: a recording that takes every board.
    init(
        _ book: RuleBook, notes file: AlertNoteFile?,
        record: ((Int, @escaping @Sendable () -> [UInt8]) -> Void)? = nil
    ) {
        self.record = record
        engine = AlertEngine(book)
        self.file = file
    }

    /// - Parameter notes: what people said since the last look.
    func look(at snapshot: Snapshot, store: Store, notes: [AlertNote]) -> AlertState {
        session = Array((session + notes).suffix(1_000))
        if let changed = file?.changed() { fileNotes = changed }
        var notebook = fileNotes
        for note in session { notebook.add(note) }
        state.notebook = notebook
        state.board = engine.evaluate(snapshot, acknowledged: notebook.acknowledged)
        for (alarm, began) in engine.transitions {
            let first = alarm.members.first, isOld = began && first?.isFromFirst ?? false
            store.append(
                Event(
                    time: began ? alarm.since : snapshot.moment,
                    uncertaintyMs: isOld ? Self.unboundedMs : first?.uncertaintyMs ?? 0,
                    place: alarm.place,
                    kind: .alarm(name: alarm.name, isCritical: alarm.severity >= .critical, began: began)))
        }
        if let record {
            let board = state.board
            record(snapshot.slot) { BoardBytes.write(board) }
        }
        return state
    }
}
