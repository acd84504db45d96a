// The core thread: source, store, publication. It owns the store; nothing else touches it.

import Foundation
import Storage
import Synchronization
import Telemetry

/// Runs until told to stop.
final class CoreLoop: @unchecked Sendable {
    /// The loop comes by many times a second. After such a gap the process had been stopped.
    static let gapMs: Int64 = 10_000

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
        var last = source.now()
        while !stopped.load(ordering: .relaxed) {
            let now = source.now()
            // Nobody observed what lies between, so no state is decided there.
            if now - last > Self.gapMs { store.jump(to: now) }
            last = now
            source.advance(to: now, store: store)
            if let snapshot = store.close(upTo: now) {
                let state = alerts?.look(at: snapshot, store: store, notes: publication.takeNotes())
                publication.publish(snapshot, alerts: state)
            }
            source.pause(limitMs: 50)
        }
        source.stop()
        finished.signal()
    }
}
