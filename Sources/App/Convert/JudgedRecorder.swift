// A recorder with the rules behind it: each slot that closes is judged and its board recorded, however many close at once. It plays nothing.

import Alerting
import Recording
import Storage
import Telemetry

/// Hears a store that is played at full speed. The store holds it weakly, it holds the store not at all.
final class JudgedRecorder: StoreObserver {
    private let recorder: Recorder
    private unowned let store: Store
    private let alerts: AlertWatch

    init(_ recorder: Recorder, _ store: Store, _ rules: RuleBook) {
        self.recorder = recorder
        self.store = store
        alerts = AlertWatch(rules, notes: nil, record: { recorder.note(slot: $0, board: $1) })
    }

    func willAccept(_ result: ScrapeResult) { recorder.willAccept(result) }

    func didClose(_ snapshot: Snapshot) {
        recorder.didClose(snapshot)
        _ = alerts.look(at: snapshot, store: store, notes: [])
    }
}
