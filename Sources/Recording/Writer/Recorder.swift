// The ear of a recording: hears the store on the core thread, copies what it must, and leaves all work to a thread of its own.

import Foundation
import Storage
import Synchronization
import Telemetry

/// Records a store into a file until it is finished or can not go on.
public final class Recorder: StoreObserver, @unchecked Sendable {
    /// Slots that may wait for the writer.
    static let queueLimit = 16
    /// Data time between two attempts of a writer that has no room.
    static let retryMs: Int64 = 5_000
    /// Bookmarks that may wait for the next slot: a copy hands over all at once.
    static let bookmarkLimit = 100_000

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
    /// Whether what is recorded has a wire: copies of recordings without one have none.
    private var takesWire = true
    private var part: RecordedPart?
    private var pageTimes: [Int64] = []
    // The writer thread's own.
    private var retryAt: Timestamp?

    /// Opens or makes the file and starts the writer's thread.
    public init(_ path: String, _ options: RecordingOptions) throws(RecordingError) {
        self.path = path
        self.options = options
        // A limit on the size of files is a full disk, not the end of the process.
        signal(SIGXFSZ, SIG_IGN)
        let file = try RecordingFile(path, .write(group: options.group))
        do throws(RecordingError) {
            if let limit = options.pageLimit { try file.database.execute("PRAGMA max_page_count = \(limit)") }
            if let bytes = options.retainBytes, bytes / 8 < RecordingFile.logBytes, !RecordingFile.isInMemory(path) {
                try file.limitLog(toBytes: max(1 << 18, bytes / 8))
            }
        } catch {
            file.discard()
            throw error
        }
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
    public var isRunning: Bool {
        switch status.phase {
        case .running, .waiting: true
        case .stopped, .finished: false
        }
    }

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
        let tick = RecordedTick(
            snapshot: snapshot, pageTimes: pageTimes, wire: options.isExact && takesWire ? wire : nil, part: part)
        if queue.push(tick, waits: options.waits) {
            wire = queue.takeWire()
        } else {
            wire.removeAll()
            state.withLock { $0.dropped += 1 }
        }
    }

    /// The slots that follow are of another epoch of what is copied: places, targets and events have nothing to do with those before. On the
    /// core thread.
    ///
    /// - Parameters:
    ///   - isExact: it has a wire.
    ///   - mode: what was looked at: `live`, `demo`.
    public func beginPart(isExact: Bool, mode: String) {
        part = RecordedPart(number: (part?.number ?? 0) + 1, mode: mode)
        takesWire = isExact
        pageTimes.removeAll(keepingCapacity: true)
        wire.removeAll()
    }

    /// What the rules say at the end of the slot that was closed last. On the core thread.
    ///
    /// - Parameter board: bytes for whoever reads the recording; called on the writer's thread.
    public func note(slot: Int, board: @escaping @Sendable () -> [UInt8]) { queue.push(slot: slot, board: board) }

    /// Notes a moment by name; written with the next slot.
    public func bookmark(_ time: Timestamp, _ text: String) {
        bookmarks.withLock { if $0.count < Self.bookmarkLimit { $0.append((time, text)) } }
    }

    /// Writes what is there, seals it, and closes the file.
    public func finish() {
        queue.close()
        finished.wait()
        finished.signal()
    }

    private func run() {
        do throws(RecordingError) {
            while let item = queue.pop() { try take(item) }
            try requireName()
            try writer.finish()
            let waiting = retryAt != nil
            state.withLock { state in
                if waiting, case .waiting(let why) = state.phase {
                    state.phase = .stopped(why)
                } else {
                    state.phase = .finished
                }
            }
        } catch {
            queue.close()
            while queue.pop() != nil {}
            state.withLock { $0.phase = .stopped(error.description) }
        }
        // Nobody can look at a file that stopped before its first slot; it is only in the way of the next try.
        if case .stopped = status.phase, status.slots == 0 { writer.file.discard() } else { writer.file.release() }
        finished.signal()
    }

    /// Room may come back, and what a live hall shows can not be seen again: so its recorder waits. A source that waits can be read again.
    private func take(_ item: RecordedItem) throws(RecordingError) {
        do throws(RecordingError) { try write(item) } catch {
            guard error.mayPass, !options.waits else { throw error }
            writer.abandonSpan()
            if case .tick(let tick) = item { retryAt = tick.snapshot.moment + Self.retryMs }
            state.withLock { state in
                state.dropped += 1
                state.phase = .waiting(error.description)
            }
        }
    }

    private func requireName() throws(RecordingError) {
        do throws(RecordingError) { try writer.file.requireName() } catch {
            writer.file.gather()
            state.withLock { $0.isElsewhere = true }
            throw error
        }
    }

    private func write(_ item: RecordedItem) throws(RecordingError) {
        switch item {
        case .board(let slot, let bytes): if retryAt == nil { try writer.write(board: bytes(), slot: slot) }
        case .tick(let tick):
            defer { if let wire = tick.wire { queue.give(wire) } }
            try requireName()
            // A clock that was set back ends the waiting.
            if let retryAt, (1...Self.retryMs).contains(retryAt - tick.snapshot.moment) {
                return state.withLock { $0.dropped += 1 }
            }
            let marks = bookmarks.withLock { $0 }
            try writer.write(tick, bookmarks: marks)
            bookmarks.withLock { $0.removeFirst(marks.count) }
            retryAt = nil
            state.withLock { state in
                state.phase = .running
                state.slots += 1
                state.samples = writer.samples
                state.wireSamples = writer.wireSamples
            }
        }
    }
}
