// The alert engine in the core loop: evaluated once per published snapshot, its transitions into the event log, what only a person ends
// into the notebook. It prints nothing.

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
    /// Latched rules that fired at the last look.
    private var standing: [AlertLatch] = []
    private var isRestored = false
    private let keepsLatches: Bool
    /// What was said of the notebook's file.
    private var said = Set<String>()
    /// Takes what is wrong with the notebook's file, each thing once.
    private let tell: (String) -> Void
    /// Takes every board, with the number of its slot.
    private let record: ((Int, @escaping @Sendable () -> [UInt8]) -> Void)?
    /// The board that was recorded last.
    private var text: BoardText?

    /// - Parameters:
    ///   - file: the shared notebook; nil keeps notes in memory alone, as a demo does.
    ///   - latches: what only a person ends is kept in the file; a demo's leak is not the hall's.
    ///   - tell: takes words about the notebook's file.
    ///   - record: a recording that takes every board.
    init(
        _ book: RuleBook, notes file: AlertNoteFile?, latches: Bool = true, tell: @escaping (String) -> Void = { _ in },
        record: ((Int, @escaping @Sendable () -> [UInt8]) -> Void)? = nil
    ) {
        self.record = record
        self.tell = tell
        keepsLatches = latches
        engine = AlertEngine(book)
        self.file = file
    }

    /// - Parameter notes: what people said since the last look.
    func look(at snapshot: Snapshot, store: Store, notes: [AlertNote]) -> AlertState {
        session = Array((session + notes).suffix(1_000))
        readFile()
        var notebook = fileNotes
        for note in session { notebook.add(note) }
        state.notebook = notebook
        state.board = engine.evaluate(snapshot, acknowledged: notebook.acknowledged)
        keepLatches(snapshot)
        for (alarm, began) in engine.transitions {
            // The event bears the name of the rule that speaks, so it stands where that began: a first sign has an event of its own.
            let first = alarm.lead ?? alarm.members.first, isOld = began && first?.isFromFirst ?? false
            // An event bears the latest time at which it may have happened.
            let laterMs = began ? first.map { $0.latest - $0.since } ?? 0 : 0
            store.append(
                Event(
                    time: began ? (first?.since ?? alarm.since) + laterMs : snapshot.moment,
                    uncertaintyMs: isOld ? Self.unboundedMs : laterMs + (first?.uncertaintyMs ?? 0),
                    place: alarm.place,
                    kind: .alarm(name: alarm.name, isCritical: alarm.severity >= .critical, began: began)))
        }
        if let record {
            let board = StoredBoard(state.board)
            let text = text.flatMap { $0.board == board ? $0 : nil } ?? BoardText(board)
            self.text = text
            record(snapshot.slot) { text.bytes }
        }
        return state
    }

    private func readFile() {
        guard let file, let changed = file.changed() else { return }
        fileNotes = changed
        file.faults.forEach(say)
        // What a person did not end before a restart stands after it.
        if keepsLatches, !isRestored { engine.restore(changed.latches) }
        isRestored = true
    }

    /// A line for each latched rule that begins to fire somewhere, and one when a person's word has ended it.
    private func keepLatches(_ snapshot: Snapshot) {
        guard let file, keepsLatches else { return }
        let now = engine.latches(state.board, snapshot.topology), kept = fileNotes.latches
        func note(_ action: AlertNote.Action, _ latch: AlertLatch, _ key: String) {
            do throws(UserError) {
                try file.append(
                    AlertNote(
                        time: snapshot.moment, author: AlertNoteFile.author, action: action, key: key, latch: latch))
            } catch { say(error.description) }
        }
        for (latch, key) in now where !(standing + kept).contains(where: { $0.isSamePlace(as: latch) }) {
            note(.latch, latch, key)
        }
        // A host that left the inventory took its latch along; that is no word of a person.
        for latch in standing where !now.contains(where: { $0.latch.isSamePlace(as: latch) }) {
            if snapshot.topology.tray(ofHost: latch.host) != nil { note(.release, latch, "") }
        }
        standing = now.map(\.latch)
    }

    private func say(_ words: String) { if said.insert(words).inserted { tell(words) } }
}
