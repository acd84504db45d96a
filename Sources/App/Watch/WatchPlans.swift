// The thread that keeps a configuration, its inventory and its discoveries up to date: it looks at files, asks lists, and hands the
// newest plan to the core. A configuration or inventory that can not be read leaves the old one at work and says so.

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
    private var inventory: WatchedInventory
    private let read: (() throws(UserError) -> WatchConfig)?

    /// The first plan is made then.
    ///
    /// - Parameters:
    ///   - inventory: what the configuration's inventory says now.
    ///   - read: reads the configuration again; nil if there is no file.
    init(
        _ config: WatchConfig, inventory: WatchedInventory = WatchedInventory(),
        read: (() throws(UserError) -> WatchConfig)?
    ) {
        planner = TargetPlanner(config)
        stamp = FileStamp.of(config.files)
        self.inventory = inventory
        self.read = read
        _ = planner.refresh(nowMs: SystemClock.steadyMs)
        var plan = planner.plan()
        plan.inventory = inventory.parts
        state.withLock { [plan] in
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
            if renewInventory() { changed = true }
            if planner.refresh(nowMs: SystemClock.steadyMs) { changed = true }
            if changed { publish() }
        }
        finished.signal()
    }

    private func publish() {
        var plan = planner.plan()
        plan.inventory = inventory.parts
        state.withLock { [plan] state in
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

    /// The same of the inventory, whose files the configuration names or somebody typed.
    private func renewInventory() -> Bool {
        guard let (isNew, notices) = inventory.renew(planner.config.settings.inventory) else { return false }
        for notice in notices { say(notice) }
        return isNew
    }

    private func say(_ notice: String) {
        state.withLock { if $0.notices.count < 20 { $0.notices.append(notice) } }
    }
}
