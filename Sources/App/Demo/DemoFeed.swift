// A synthetic hall read as real exporters are: page bytes, layout, decoder, store. Only the socket is left out.

import Dispatch
import Facility
import Simulator
import Storage
import Telemetry

/// Plays pages into a store, in order of time. Used by one thread; with several lanes it lends pages to others and waits for them.
public final class DemoFeed {
    /// One page to read: when within its interval, and which.
    private struct Due {
        let offsetMs: Int64
        let target: Int
    }

    /// Pages gathered before lanes read them, at most.
    private static let chunk = 4_096
    /// Pages that lanes read while the store takes the piece before.
    private static let piece = 512

    /// Two a tray, in floor order: GPU page of tray t is number 2t, host page 2t + 1.
    public let targets: [TargetDescription]
    /// The hall whose pages it reads.
    public var hall: SyntheticHall { lanes[0].hall }
    private let lanes: [FeedLane]
    /// Pages that are due and not read yet, in order of time; only with several lanes.
    private var waiting: [FeedLane.Page] = []
    private let gpuGrid: [Due]
    private let hostGrid: [Due]
    /// Host pages once in the first two seconds, then on their grid.
    private let firstHosts: [Due]
    private let start: Timestamp
    private let gpuPeriodMs: Int64
    private let hostPeriodMs: Int64

    /// - Parameters:
    ///   - stepMs: no page is read more often.
    ///   - lanes: threads that write and decode pages. What the store sees does not depend on their number.
    ///   - isOneJob: every rack trains for one job.
    public init(
        topology: Topology, seed: UInt64, scenario: Scenario, start: Timestamp, catalogue: Catalogue = .standard,
        stepMs: Int64 = 1_000, lanes: Int = 1, isOneJob: Bool = false
    ) {
        gpuPeriodMs = max(Int64(DemoTargets.gpuIntervalMs), stepMs)
        hostPeriodMs = max(Int64(DemoTargets.hostIntervalMs), stepMs)
        targets = DemoTargets.list(topology, stepMs: stepMs)
        self.lanes = (0..<max(1, lanes)).map { _ in
            FeedLane(
                hall: SyntheticHall(
                    topology: topology, seed: seed, scenario: scenario, start: start, isOneJob: isOneJob),
                catalogue: catalogue)
        }
        self.start = start
        let noise = Noise(seed: 0x5EED)
        func grid(_ spanMs: Int, _ stream: Int, _ first: Int) -> [Due] {
            topology.trays.indices.map { tray in
                Due(offsetMs: Int64(noise.hash(stream, tray) % UInt64(spanMs)), target: tray * 2 + first)
            }
            .sorted { ($0.offsetMs, $0.target) < ($1.offsetMs, $1.target) }
        }
        gpuGrid = grid(Int(gpuPeriodMs), 1, 0)
        hostGrid = grid(Int(hostPeriodMs), 2, 1)
        firstHosts = grid(2_000, 3, 1)
    }

    /// Lanes hold a decoder for each target: taking them apart is left to a thread that nobody waits for.
    deinit {
        let lanes = lanes
        if lanes.count > 1 { DispatchQueue.global().async { withExtendedLifetime(lanes) {} } }
    }

    /// Reads every page that is due in `from ..< to`.
    public func play(from: Timestamp, to: Timestamp, into store: Store) {
        play(gpuGrid, periodMs: gpuPeriodMs, from, to, store)
        if from < start + 2_000 { play(firstHosts, periodMs: .max / 4, from, min(to, start + 2_000), store) }
        if to > start + 2_000 {
            play(hostGrid, periodMs: hostPeriodMs, max(from, start + 2_000), to, store)
        }
        finish(into: store)
    }

    /// Reads, at `time`, the host pages of the first two seconds that are due after `moment`.
    public func playFirstHosts(after moment: Timestamp, at time: Timestamp, into store: Store) {
        for due in firstHosts where start + due.offsetMs >= moment { read(due.target, at: time, into: store) }
        finish(into: store)
    }

    /// Reads, at `time`, every host page that is not due in `from ..< to` anyway.
    public func catchUpHosts(at time: Timestamp, unlessDueIn from: Timestamp, _ to: Timestamp, into store: Store) {
        let period = hostPeriodMs
        for due in hostGrid {
            let first = start + ((from - start - due.offsetMs + period - 1) / period) * period + due.offsetMs
            if from < start + 2_000 || first >= to { read(due.target, at: time, into: store) }
        }
        finish(into: store)
    }

    private func play(_ grid: [Due], periodMs: Int64, _ from: Timestamp, _ to: Timestamp, _ store: Store) {
        guard from < to else { return }
        var period = (from - start) / periodMs
        while start + period * periodMs < to {
            let base = start + period * periodMs
            // Offsets are sorted: begin at the first that is due.
            var low = 0, high = grid.count
            while low < high {
                let middle = (low + high) / 2
                if base + grid[middle].offsetMs < from { low = middle + 1 } else { high = middle }
            }
            for due in grid[low...] {
                let time = base + due.offsetMs
                guard time < to else { break }
                read(due.target, at: time, into: store)
            }
            period += 1
        }
    }

    private func read(_ target: Int, at time: Timestamp, into store: Store) {
        let page = FeedLane.Page(target: target, time: time)
        guard lanes.count > 1 else { return store.accept(lanes[0].read(page)) }
        waiting.append(page)
        if waiting.count >= Self.chunk { finish(into: store) }
    }

    /// Reads what is waiting, each host in its own lane, and hands it over in order of time. While the store takes one piece the lanes read
    /// the next.
    private func finish(into store: Store) {
        guard !waiting.isEmpty else { return }
        var side = 0
        var running = begin(waiting.prefix(Self.piece), side: side)
        for first in stride(from: 0, to: waiting.count, by: Self.piece) {
            running.wait()
            let taken = side, next = min(waiting.count, first + Self.piece)
            side = 1 - side
            running = begin(waiting[next...].prefix(Self.piece), side: side)
            for page in waiting[first..<next] { store.accept(lanes[page.tray % lanes.count].next(side: taken)) }
        }
        waiting.removeAll(keepingCapacity: true)
    }

    private func begin(_ pages: ArraySlice<FeedLane.Page>, side: Int) -> DispatchGroup {
        let group = DispatchGroup()
        for (number, lane) in lanes.enumerated() {
            let own = pages.filter { $0.tray % lanes.count == number }
            guard !own.isEmpty else { continue }
            DispatchQueue.global(qos: .userInitiated).async(group: group) { lane.read(own, side: side) }
        }
        return group
    }
}
