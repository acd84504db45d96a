// The thread that keeps a configuration and its discoveries up to date: it looks at files, asks lists, and hands the newest plan
// to the core. A configuration that can not be read leaves the old one at work and says so.

import Foundation
import Synchronization

/// Newest plan and notices, for one reader.
final class WatchPlans: @unchecked Sendable {
    static let lookMs = 500

    private struct State {
        var plan: WatchPlan?
        var notices: [String] = []
        var wantsReload = false
    }

    private let state = Mutex(State())
    private let stopped = Atomic<Bool>(false)
    private let wake = DispatchSemaphore(value: 0)
    private let finished = DispatchSemaphore(value: 0)
    /// Only the planning thread touches these once it runs.
    private var planner: TargetPlanner
    private var stamp: Int
    private let read: (() throws(UserError) -> WatchConfig)?

    /// - Parameter read: reads the configuration again; nil if there is no file.
    /// - Returns: with the first plan made.
    init(_ config: WatchConfig, read: (() throws(UserError) -> WatchConfig)?) {
        planner = TargetPlanner(config)
        stamp = FileStamp.of(config.files)
        self.read = read
        _ = planner.refresh(nowMs: SystemClock.steadyMs)
        let plan = planner.plan()
        state.withLock {
            $0.plan = plan
            $0.notices = plan.problems + plan.warnings
        }
    }

    func start() {
        let thread = Thread { [self] in run() }
        thread.name = "plans"
        thread.stackSize = 4 << 20
        thread.start()
    }

    /// Waits for the thread to end.
    func stop() {
        stopped.store(true, ordering: .relaxed)
        wake.signal()
        finished.wait()
    }

    /// Asks to read the configuration again, changed or not. From any thread.
    func reload() {
        state.withLock { $0.wantsReload = true }
        wake.signal()
    }

    /// The newest plan, once.
    func take() -> WatchPlan? {
        state.withLock { state in
            defer { state.plan = nil }
            return state.plan
        }
    }

    /// What there is to say since the last call.
    func takeNotices() -> [String] {
        state.withLock { state in
            defer { state.notices = [] }
            return state.notices
        }
    }

    private func run() {
        while !stopped.load(ordering: .relaxed) {
            _ = wake.wait(timeout: .now() + .milliseconds(Self.lookMs))
            let wanted = state.withLock { state in
                defer { state.wantsReload = false }
                return state.wantsReload
            }
            var changed = renew(wanted)
            if planner.refresh(nowMs: SystemClock.steadyMs) { changed = true }
            if changed { publish() }
        }
        finished.signal()
    }

    private func publish() {
        let plan = planner.plan()
        state.withLock { state in
            state.plan = plan
            if state.notices.count < 20 { state.notices += (plan.problems + plan.warnings).prefix(5) }
        }
    }

    /// Reads the configuration again if it, or a file it names, has changed.
    private func renew(_ wanted: Bool) -> Bool {
        guard let read else { return false }
        let now = FileStamp.of(planner.config.files)
        guard wanted || now != stamp else { return false }
        stamp = now
        do throws(UserError) {
            let config = try read()
            let next = TargetPlanner(config)
            next.inherit(planner)
            planner = next
            stamp = FileStamp.of(config.files)
            _ = planner.refresh(nowMs: SystemClock.steadyMs)
            say("configuration read again: \(config.path)")
            return true
        } catch {
            say("configuration not taken, the old one goes on: \(error.description)")
            return false
        }
    }

    private func say(_ notice: String) {
        state.withLock { if $0.notices.count < 20 { $0.notices.append(notice) } }
    }
}
