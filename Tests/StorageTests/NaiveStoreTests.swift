// The store against one that keeps every sample and looks all of them through.

import Facility
import Storage
import Telemetry
import Testing

/// Values at a moment, for every step, order of arrival and hole.
struct NaiveStoreTests {
    /// All that was taken: a target's samples go forward in time, and into slots that are not closed.
    private struct Naive {
        let stepMs: Int
        /// The larger of the configured and the learned one.
        var intervalMs: Int
        var samples: [(timeMs: Int, values: [Float])] = []

        /// The newest sample that the slot's end knows of, as long as it is not older than two intervals.
        func value(atSlot slot: Int, gpu: Int) -> Float {
            let end = (slot + 1) * stepMs
            guard let newest = samples.last(where: { $0.timeMs < end }) else { return Absence.missing.float }
            let isOfSlot = newest.timeMs >= slot * stepMs
            return isOfSlot || end - newest.timeMs <= 2 * intervalMs ? newest.values[gpu] : Absence.missing.float
        }
    }

    private static let cases: [(stepMs: Int, intervalMs: Int)] = [
        (100, 100), (100, 1_000), (1_000, 1_000), (1_000, 15_000), (5_000, 1_000), (10_000, 15_000), (60_000, 15_000),
    ]

    /// The source keeps to one interval, or answers at another from the middle on, whatever is configured.
    @Test(arguments: cases, [1, 2, 3, 4]) func everyValueIsTheNaiveOnes(
        _ steps: (stepMs: Int, intervalMs: Int), seed: Int
    ) {
        play(
            steps,
            laterMs: seed % 2 == 0 ? steps.intervalMs : steps.intervalMs * (seed == 1 ? 5 : 1) / (seed == 3 ? 3 : 1),
            seed)
    }

    private func play(_ steps: (stepMs: Int, intervalMs: Int), laterMs: Int, _ seed: Int) {
        let start = Timestamp(milliseconds: 1_782_864_000_000)
        let topology = StandardHall.topology(gpus: 4)
        let target = TargetDescription(url: "test://a", address: topology.trays[0].host, intervalMs: steps.intervalMs)
        let hall = TestHall(topology: topology, targets: [target], start: start, stepMs: Int64(steps.stepMs))
        var naive = Naive(stepMs: steps.stepMs, intervalMs: steps.intervalMs)
        var random = SeededGenerator(state: UInt64(seed * 977 + steps.stepMs + steps.intervalMs))
        let slots = 260
        var arrivals = Self.arrivals(slots * steps.stepMs, steps, laterMs: laterMs, &random)
        var closed = 0
        var past: [[UInt32]] = Array(repeating: [], count: 4)
        while closed < slots {
            // What came until this slot closes, in whatever order; some of it belongs to later slots.
            let closing = (closed + 1) * steps.stepMs + steps.stepMs * 3 / 10
            let count = arrivals.prefix { $0.cameMs < closing }.count
            for arrival in arrivals.prefix(count) {
                let row = (0..<4).map { Float(arrival.timeMs % 9_973 + $0) }
                hall.scrape(at: arrival.timeMs, [.tempCelsius: row])
                if arrival.timeMs / steps.stepMs >= closed, arrival.timeMs > naive.samples.last?.timeMs ?? -1 {
                    naive.samples.append((arrival.timeMs, row))
                }
            }
            arrivals.removeFirst(count)
            hall.close(closing)
            closed += 1
            naive.intervalMs = max(
                steps.intervalMs, Int(hall.store.snapshot.targets[0].learnedIntervalMs ?? 0))
            for gpu in 0..<4 {
                let value = hall.store.snapshot.value(.tempCelsius, gpu)
                let expected = naive.value(atSlot: closed - 1, gpu: gpu)
                #expect(
                    value.bitPattern == expected.bitPattern, "slot \(closed - 1) gpu \(gpu): \(value), not \(expected)")
                if value.bitPattern != expected.bitPattern { return }
                past[gpu].append(expected.bitPattern)
            }
        }
        let kept = min(slots, Int(hall.store.retention.rawMs) / steps.stepMs)
        for gpu in 0..<4 {
            let history = hall.store.snapshot.history(.tempCelsius, gpu, slots: kept)
            #expect(history.map(\.bitPattern) == past[gpu].suffix(kept), "gpu \(gpu)")
        }
    }

    /// Scrapes on a shaky grid with holes; most arrive at once, some late, so that they overtake each other.
    private static func arrivals(
        _ untilMs: Int, _ steps: (stepMs: Int, intervalMs: Int), laterMs: Int, _ random: inout SeededGenerator
    ) -> [(timeMs: Int, cameMs: Int)] {
        var arrivals: [(timeMs: Int, cameMs: Int)] = []
        var time = Int.random(in: 0..<steps.intervalMs, using: &random)
        while time < untilMs {
            let isLate = Int.random(in: 0..<12, using: &random) == 0
            let delay = isLate ? Int.random(in: 0...2 * steps.stepMs, using: &random) : steps.stepMs / 20
            if Int.random(in: 0..<15, using: &random) > 0 { arrivals.append((time, time + delay)) }
            let hole = Int.random(in: 0..<20, using: &random) == 0 ? Int.random(in: 2...6, using: &random) : 1
            let interval = time < untilMs / 2 ? steps.intervalMs : laterMs
            let shake = Int.random(in: -interval / 10...interval / 10, using: &random)
            time += max(1, interval * hole + shake)
        }
        return arrivals.enumerated().sorted { ($0.element.cameMs, $0.offset) < ($1.element.cameMs, $1.offset) }.map(
            \.element)
    }
}
