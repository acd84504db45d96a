// The ear of a recording: hears the store on the core thread, copies what it must, and leaves all work to a thread of its own.

import Foundation
import Storage
import Synchronization
import Telemetry

/// Records a store into a file until it is finished or can not go on.
public final class Recorder: StoreObserver, @unchecked Sendable {
    /// Slots that may wait for the writer.
    static let queueLimit = 16

    /// The file, as it was given.
    public let path: String
    private let options: RecordingOptions
    private let queue = TickQueue(capacity: Recorder.queueLimit)
    private let state = Mutex(RecordingStatus())
    private let bookmarks = Mutex<[(time: Timestamp, text: String)]>([])
    private let finished = DispatchSemaphore(value: 0)
    private let writer: SpanWriter
    // The core thread's own.
    private var wire: WireTick
    private var pageTimes: [Int64] = []

    /// Opens or makes the file and starts the writer's thread.
    public init(_ path: String, _ options: RecordingOptions) throws(RecordingError) {
        self.path = path
        self.options = options
        let file = try RecordingFile(path, .write(group: options.group))
        if let limit = options.pageLimit { try file.database.execute("PRAGMA max_page_count = \(limit)") }
        writer = SpanWriter(file, options)
        wire = queue.takeWire()
        let thread = Thread { [self] in run() }
        thread.name = "recorder"
        thread.stackSize = 4 << 20
        thread.start()
    }

    /// As of the last slot written. Readable from any thread.
    public var status: RecordingStatus { state.withLock { $0 } }

    /// Whether it still takes slots.
    public var isRunning: Bool { status.phase == .running }

    /// Copies the scrape if the wire is recorded, and notes the page's time. On the core thread.
    public func willAccept(_ result: ScrapeResult) {
        guard result.target < 1 << 24 else { return }
        while pageTimes.count <= result.target { pageTimes.append(SlotState.none) }
        switch result {
        case .page(let batch):
            pageTimes[batch.target] = max(pageTimes[batch.target], batch.time.milliseconds)
            if options.isExact { wire.append(batch) }
        case .failed(let target, let time, let failure):
            if options.isExact { wire.append(failure, target: target, time: time) }
        }
    }

    /// Hands the slot to the writer's thread. If that has no room, the slot is dropped and counted, or waited for. On the core thread.
    public func didClose(_ snapshot: Snapshot) {
        let known = snapshot.targets.count
        if pageTimes.count > known { pageTimes.removeLast(pageTimes.count - known) }
        while pageTimes.count < known { pageTimes.append(SlotState.none) }
        let tick = RecordedTick(snapshot: snapshot, pageTimes: pageTimes, wire: options.isExact ? wire : nil)
        if queue.push(tick, waits: options.waits) {
            wire = queue.takeWire()
        } else {
            wire.removeAll()
            state.withLock { $0.dropped += 1 }
        }
    }

    /// What the rules say at the end of the slot that was closed last. On the core thread.
    ///
    /// - Parameter board: bytes for whoever reads the recording; called on the writer's thread.
    public func note(slot: Int, board: @escaping @Sendable () -> [UInt8]) { queue.push(slot: slot, board: board) }

    /// Notes a moment by name; written with the next slot.
    public func bookmark(_ time: Timestamp, _ text: String) {
        bookmarks.withLock { if $0.count < 1_000 { $0.append((time, text)) } }
    }

    /// Writes what is there, seals it, and closes the file.
    public func finish() {
        queue.close()
        finished.wait()
        finished.signal()
    }

    private func run() {
        do throws(RecordingError) {
            while let item = queue.pop() {
                guard case .tick(let tick) = item else {
                    if case .board(let slot, let bytes) = item { try writer.write(board: bytes(), slot: slot) }
                    continue
                }
                let marks = bookmarks.withLock { marks in
                    defer { marks = [] }
                    return marks
                }
                try writer.write(tick, bookmarks: marks)
                if let wire = tick.wire { queue.give(wire) }
                state.withLock { state in
                    state.slots += 1
                    state.samples = writer.samples
                    state.wireSamples = writer.wireSamples
                }
            }
            try writer.finish()
            state.withLock { $0.phase = .finished }
        } catch {
            queue.close()
            while queue.pop() != nil {}
            state.withLock { $0.phase = .stopped(error.description) }
        }
        writer.file.release()
        finished.signal()
    }
}
