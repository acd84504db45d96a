// A synthetic hall read as real exporters are: page bytes, layout, decoder, store. Only the socket is left out.

import Exposition
import Facility
import Ingest
import Simulator
import Storage
import Telemetry

/// Plays pages into a store, in order of time. Used by one thread.
public final class DemoFeed {
    /// One page to read: when within its interval, and which.
    private struct Due {
        let offsetMs: Int64
        let target: Int
    }

    /// The hall whose pages it reads.
    public let hall: SyntheticHall
    /// Two a tray, in floor order: GPU page of tray t is number 2t, host page 2t + 1.
    public let targets: [TargetDescription]
    private var decoders: [PageDecoder]
    private var page = PageBuffer()
    private let values = PageValues()
    private let gpuGrid: [Due]
    private let hostGrid: [Due]
    /// Host pages once in the first two seconds, then on their grid.
    private let firstHosts: [Due]
    private let start: Timestamp
    private let gpuPeriodMs: Int64
    private let hostPeriodMs: Int64

    /// - Parameter stepMs: no page is read more often.
    public init(
        topology: Topology, seed: UInt64, scenario: Scenario, start: Timestamp, catalogue: Catalogue = .standard,
        stepMs: Int64 = 1_000
    ) {
        gpuPeriodMs = max(Int64(DemoTargets.gpuIntervalMs), stepMs)
        hostPeriodMs = max(Int64(DemoTargets.hostIntervalMs), stepMs)
        hall = SyntheticHall(topology: topology, seed: seed, scenario: scenario, start: start)
        targets = DemoTargets.list(topology, stepMs: stepMs)
        let store = SegmentStore()
        decoders = targets.map { _ in PageDecoder(catalogue: catalogue, store: store) }
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

    /// Reads every page that is due in `from ..< to`.
    public func play(from: Timestamp, to: Timestamp, into store: Store) {
        play(gpuGrid, periodMs: gpuPeriodMs, from, to, store)
        if from < start + 2_000 { play(firstHosts, periodMs: .max / 4, from, min(to, start + 2_000), store) }
        if to > start + 2_000 {
            play(hostGrid, periodMs: hostPeriodMs, max(from, start + 2_000), to, store)
        }
    }

    /// Reads, at `time`, the host pages of the first two seconds that are due after `moment`.
    public func playFirstHosts(after moment: Timestamp, at time: Timestamp, into store: Store) {
        for due in firstHosts where start + due.offsetMs >= moment { read(due.target, at: time, into: store) }
    }

    /// Reads, at `time`, every host page that is not due in `from ..< to` anyway.
    public func catchUpHosts(at time: Timestamp, unlessDueIn from: Timestamp, _ to: Timestamp, into store: Store) {
        let period = hostPeriodMs
        for due in hostGrid {
            let first = start + ((from - start - due.offsetMs + period - 1) / period) * period + due.offsetMs
            if from < start + 2_000 || first >= to { read(due.target, at: time, into: store) }
        }
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
        switch hall.write(target % 2 == 0 ? .dcgm : .node, tray: target / 2, at: time, into: &page) {
        case .refused: store.accept(.failed(target: target, time: time, .refused))
        case .silent: store.accept(.failed(target: target, time: time, .connectTimeout))
        case .page:
            switch decoders[target].decode(page.bytes, into: values) {
            case .failed(let failure): store.accept(.failed(target: target, time: time, failure))
            case .values(let table, let bad, let first):
                store.accept(
                    Batch(
                        target: target, time: time, table: table, values: values, bytes: page.count, badLines: bad,
                        firstBadLine: first, durationMs: 1))
            }
        }
    }
}
