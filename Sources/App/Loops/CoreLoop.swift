// The core thread: source, store, publication. It owns the store; nothing else touches it.

import Foundation
import Storage
import Synchronization
import Telemetry

/// Runs until told to stop.
final class CoreLoop: @unchecked Sendable {
    private let store: Store
    private let source: any HallSource
    private let publication: Publication
    private let alerts: AlertWatch?
    private let stopped = Atomic<Bool>(false)
    private let finished = DispatchSemaphore(value: 0)

    /// Gives `store` and `source` away: from `start` on only the core thread uses them.
    init(store: Store, source: any HallSource, publication: Publication, alerts: AlertWatch? = nil) {
        self.store = store
        self.source = source
        self.publication = publication
        self.alerts = alerts
    }

    func start() {
        let thread = Thread { [self] in run() }
        thread.name = "core"
        thread.stackSize = 4 << 20
        thread.start()
    }

    /// Waits for the thread to end.
    func stop() {
        stopped.store(true, ordering: .relaxed)
        finished.wait()
    }

    private func run() {
        var turn = HallTurn()
        while !stopped.load(ordering: .relaxed) {
            if let snapshot = turn.run(source, store) {
                let state = alerts?.look(at: snapshot, store: store, notes: publication.takeNotes())
                publication.publish(snapshot, alerts: state)
            }
            source.pause(limitMs: 50)
        }
        source.stop()
        finished.signal()
    }
}
