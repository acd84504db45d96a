// On which grid of slots the times of a CSV lie: parts, each with a step of its own. A missing moment is a gap on the same grid; times that lie
// on no grid begin another part. It keeps parts and no times.

import Telemetry

/// Asked time by time, in their order.
struct CSVGrid {
    /// Moments from one on.
    struct Part: Equatable {
        let first: Timestamp
        var stepMs: Int64
    }

    static let partLimit = 4_096
    static let steps: ClosedRange<Int64> = 100...60_000
    /// Distances longer than so many slots are pauses.
    private static let slotLimit: Int64 = 100_000
    /// Moments that make a step more than a chance.
    private static let enough = 4

    private let path: String
    private(set) var parts: [Part] = []
    private(set) var count = 0
    /// Times that follow one another at one distance, 0 while it has one time.
    private var run = (
        first: Timestamp(milliseconds: 0), last: Timestamp(milliseconds: 0), distance: Int64(0), count: 0
    )

    /// - Parameter path: of the file, for its errors.
    init(_ path: String) { self.path = path }

    /// - Parameter time: later than those before.
    mutating func add(_ time: Timestamp) throws(UserError) {
        count += 1
        let distance = time - run.last
        if run.count == 1 || run.count > 1 && run.distance == distance {
            run = (run.first, time, distance, run.count + 1)
        } else {
            try endRun()
            run = (time, time, 0, 1)
        }
    }

    mutating func finish() throws(UserError) {
        try endRun()
        run.count = 0
    }

    private mutating func endRun() throws(UserError) {
        let fits = parts.last.map { (run.first - $0.first) % $0.stepMs == 0 && run.distance % $0.stepMs == 0 } ?? false
        if fits, run.count < Self.enough || run.distance == parts.last?.stepMs { return }
        guard run.count > 1, let step = Self.step(run.distance) else {
            // Times on no grid: each for itself.
            for index in 0..<Int64(run.count) { try place(run.first + index * run.distance, stepMs: nil) }
            return
        }
        if !fits || step != parts.last?.stepMs { try place(run.first, stepMs: step) }
    }

    /// - Parameter stepMs: of the part that begins here; nil where any will do, the one that is there too.
    private mutating func place(_ first: Timestamp, stepMs: Int64?) throws(UserError) {
        if stepMs == nil, let part = parts.last, (first - part.first) % part.stepMs == 0 { return }
        guard parts.count < Self.partLimit else {
            throw UserError(
                "\(path): its times follow no step of 100 ms to 60 s; round them, for example to whole seconds")
        }
        parts.append(Part(first: first, stepMs: stepMs ?? parts.last?.stepMs ?? 1_000))
    }

    /// The longest slot on whose grid such times lie, nil if there is none.
    private static func step(_ distance: Int64) -> Int64? {
        var slots = max(1, (distance + steps.upperBound - 1) / steps.upperBound)
        while distance / slots >= steps.lowerBound, slots < slotLimit {
            if distance % slots == 0 { return distance / slots }
            slots += 1
        }
        return nil
    }
}
