// The recordings of a live hall: the one in memory that makes rewinding possible, and those into files. The core thread feeds them, the
// screen thread begins and ends them.

import Foundation
import Recording
import Storage
import Synchronization
import Telemetry

/// Forwards the store's news to every recording.
final class LiveRecorders: StoreObserver, Sendable {
    /// Memory for the past of a hall that nobody records.
    static let memoryBytes: Int64 = 384_000_000

    private struct State {
        var memory: Recorder?
        var file: Recorder?
        var told = false
    }

    private let state = Mutex(State())
    private let mode: String

    /// - Parameters:
    ///   - path: a file to record into from the start; nil keeps the newest past in memory.
    ///   - group: may read the file.
    init(mode: String, path: String?, group: String?) throws(UserError) {
        self.mode = mode
        let recorder: Recorder
        do throws(RecordingError) {
            if let path {
                var options = RecordingOptions()
                options.mode = mode
                options.group = group
                recorder = try Recorder(path, options)
            } else {
                var options = RecordingOptions()
                options.mode = mode
                options.isExact = false
                options.retainBytes = Self.memoryBytes
                recorder = try Recorder(RecordingFile.inMemory("vigie-\(getpid())"), options)
            }
        } catch { throw UserError(error.description) }
        state.withLock { if path == nil { $0.memory = recorder } else { $0.file = recorder } }
    }

    private var all: [Recorder] { state.withLock { [$0.memory, $0.file].compactMap { $0 } } }

    func willAccept(_ result: ScrapeResult) { for recorder in all { recorder.willAccept(result) } }
    func didClose(_ snapshot: Snapshot) { for recorder in all { recorder.didClose(snapshot) } }

    /// Where the past is: in memory, else in the file that is being written.
    var past: String? { state.withLock { ($0.memory ?? $0.file)?.path } }

    /// Whether a file is being written.
    var isRecording: Bool { state.withLock { $0.file?.isRunning ?? false } }

    func bookmark(_ time: Timestamp, _ text: String) { for recorder in all { recorder.bookmark(time, text) } }

    /// Begins a recording into a file of its own name, or ends it.
    ///
    /// - Returns: what happened, for the user.
    func toggle(hall: String, now: Timestamp) -> String {
        if let file = state.withLock({ state -> Recorder? in
            // A recording that the past is read from goes on.
            guard state.memory != nil else { return nil }
            defer { state.file = nil }
            return state.file
        }) {
            file.finish()
            return "recorded into \(file.path)"
        }
        guard !isRecording else { return "this session is recorded already; it ends with the session" }
        do {
            let path = try RecordingFolder.newFile(hall: hall, now: now)
            var options = RecordingOptions()
            options.mode = mode
            let recorder = try Recorder(path, options)
            state.withLock {
                $0.file = recorder
                $0.told = false
            }
            return "recording into \(path)"
        } catch { return "not recording: \(error)" }
    }

    /// Why a recording stopped by itself, once.
    func takeNotice() -> String? {
        state.withLock { state in
            guard !state.told, case .stopped(let why)? = state.file?.status.phase else { return nil }
            state.told = true
            return "recording stopped: \(why)"
        }
    }

    func finish() { for recorder in all { recorder.finish() } }
}
