// The recording of a live hall, if there is one. The core thread feeds it, the screen thread begins and ends it.

import Foundation
import Recording
import Storage
import Synchronization
import Telemetry

/// Forwards the store's news to every recording.
final class LiveRecorders: StoreObserver, Sendable {
    private struct State {
        var file: Recorder?
        /// The whole session is recorded: the key does not end it.
        var isWhole = false
        var news = RecorderNews()
    }

    private let state = Mutex(State())
    private let mode: String

    /// - Parameters:
    ///   - path: a file to record into from the start; nil for none yet.
    ///   - group: may read the file.
    init(mode: String, path: String?, group: String?) throws(UserError) {
        self.mode = mode
        guard let path else { return }
        var options = RecordingOptions()
        options.mode = mode
        options.group = group
        let recorder: Recorder
        do throws(RecordingError) { recorder = try Recorder(path, options) } catch {
            throw UserError(error.description)
        }
        state.withLock {
            $0.file = recorder
            $0.isWhole = true
        }
    }

    private var all: [Recorder] { state.withLock { [$0.file].compactMap { $0 } } }

    func willAccept(_ result: ScrapeResult) { for recorder in all { recorder.willAccept(result) } }
    func didClose(_ snapshot: Snapshot) { for recorder in all { recorder.didClose(snapshot) } }

    func note(slot: Int, board: @escaping @Sendable () -> [UInt8]) {
        for recorder in all { recorder.note(slot: slot, board: board) }
    }

    /// The file that holds the whole session, nil if there is none: then the store's own past has to do.
    var past: String? { state.withLock { $0.isWhole ? $0.file?.path : nil } }

    /// Beside the mode: that a file is being written, or would be if it could; empty if none is.
    var sign: String {
        switch state.withLock({ $0.file?.status.phase }) {
        case .running?: "rec"
        case .waiting?: "rec waits"
        default: ""
        }
    }

    /// Whether a file is being written.
    var isRecording: Bool { state.withLock { $0.file?.isRunning ?? false } }

    func bookmark(_ time: Timestamp, _ text: String) { for recorder in all { recorder.bookmark(time, text) } }

    /// Begins a recording into a file of its own name, or ends it.
    ///
    /// - Returns: what happened, for the user.
    func toggle(hall: String, now: Timestamp) -> String {
        if let file = state.withLock({ state -> Recorder? in
            guard !state.isWhole else { return nil }
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
                $0.news = RecorderNews()
            }
            return "recording into \(path)"
        } catch { return "not recording: \(error)" }
    }

    /// What the user should know of the recording by now, once.
    func takeNotice() -> String? {
        state.withLock { state in state.file.flatMap { state.news.next($0.status) } }
    }

    func finish() { for recorder in all { recorder.finish() } }
}
