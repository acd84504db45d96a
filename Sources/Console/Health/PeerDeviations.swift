// How far each GPU is from those it works with: its job if that is named, else its rack. Robust, so that one straggler does
// not hide in the spread it makes. It judges nobody.

import Facility
import Storage
import Telemetry

/// Deviations of one metric at one moment, in robust standard deviations.
public struct PeerDeviations: Sendable {
    /// Slots averaged before comparing, so that noise makes no outlier.
    static let window = 8
    /// Least members of a job that are peers of their own.
    static let leastJob = 8
    /// 1 / Φ⁻¹(3/4): makes the median absolute deviation agree with a normal standard deviation.
    static let consistency: Float = 1.4826

    /// Whose values are compared; one of trays deviates nowhere.
    public let metric: MetricID
    private let deviations: [Float]
    private let medians: [Float]
    /// Per GPU, the mean of the newest slots.
    private let means: [Float]

    /// Compares means of the newest 8 slots; less than four known peers give NaN.
    public init(_ snapshot: Snapshot, metric: MetricID) {
        self.metric = metric
        let topology = snapshot.topology, definition = snapshot.catalogue[metric]
        let count = definition.entity == .gpu ? topology.gpuCount : 0
        let past = stride(from: Self.window - 1, through: 0, by: -1).map { snapshot.column(metric, slotsAgo: $0) }
        means = (0..<count).map { gpu in
            snapshot.gpuState(gpu).counts ? Self.mean(past.lazy.map { $0[gpu] }) : .nan
        }
        var deviations = [Float](repeating: .nan, count: count), medians = deviations
        // A hundredth of the scale is no deviation, however well the others agree.
        let floor = Float((definition.range.upperBound - definition.range.lowerBound) / 100)
        let means = means
        var residuals = [Float](repeating: .nan, count: Self.window)
        for members in Self.groups(snapshot, count) {
            guard members.count(where: { !means[$0].isNaN }) >= 4 else { continue }
            // Slot by slot: who comes to a job's pause a second later than the others is far from them for that second alone.
            let middles = past.map { column in
                Self.middle(members.compactMap { means[$0].isNaN || column[$0].isNaN ? nil : column[$0] })
            }
            var distances: [(gpu: Int, distance: Float)] = []
            for gpu in members where !means[gpu].isNaN {
                residuals.removeAll(keepingCapacity: true)
                for (column, middle) in zip(past, middles) {
                    if let middle, !column[gpu].isNaN { residuals.append(column[gpu] - middle) }
                }
                if let distance = Self.middle(residuals) { distances.append((gpu, distance)) }
            }
            guard distances.count >= 4, let spread = Self.middle(distances.map { abs($0.distance) }) else { continue }
            let scale = max(floor, spread * Self.consistency), known = middles.compactMap { $0 }
            let median = known.reduce(0, +) / Float(max(1, known.count))
            for (gpu, distance) in distances {
                deviations[gpu] = max(-99, min(99, distance / scale))
                medians[gpu] = median
            }
        }
        self.deviations = deviations
        self.medians = medians
    }

    /// NaN if it is not known, or has no peers.
    public func deviation(_ gpu: Int) -> Float { gpu < deviations.count ? deviations[gpu] : .nan }

    /// What its peers' middle one shows.
    public func median(_ gpu: Int) -> Float { gpu < medians.count ? medians[gpu] : .nan }

    /// The GPU's own mean of the newest 8 slots in the metric's unit, NaN if its state does not count.
    public func mean(_ gpu: Int) -> Float { gpu < means.count ? means[gpu] : .nan }

    /// The mean deviation over some GPUs, NaN if none is known.
    public func deviation(_ gpus: Range<Int>) -> Float { Self.mean(gpus.lazy.map { deviation($0) }) }

    private static func middle(_ values: [Float]) -> Float? {
        values.isEmpty ? nil : values.sorted()[values.count / 2]
    }

    private static func mean(_ values: some Sequence<Float>) -> Float {
        var sum: Float = 0, known: Float = 0
        for value in values where !value.isNaN {
            sum += value
            known += 1
        }
        return known > 0 ? sum / known : .nan
    }

    private static func groups(_ snapshot: Snapshot, _ count: Int) -> [[Int]] {
        var byJob: [String: [Int]] = [:]
        var rest: [[Int]] = []
        for rack in snapshot.topology.racks.indices where count > 0 {
            var others: [Int] = []
            for gpu in snapshot.topology.racks[rack].gpus {
                let job = snapshot.identity(gpu)?.job ?? ""
                if job.isEmpty { others.append(gpu) } else { byJob[job, default: []].append(gpu) }
            }
            rest.append(others)
        }
        // Too small a job is compared within its racks.
        var homeless: [Int: [Int]] = [:]
        for members in byJob.values where members.count < leastJob {
            for gpu in members {
                homeless[snapshot.topology.trays[Int(snapshot.topology.trayOfGPU[gpu])].rack, default: []].append(gpu)
            }
        }
        for (rack, gpus) in homeless { rest[rack] += gpus }
        return byJob.values.filter { $0.count >= leastJob } + rest
    }
}
