// Comparison with one's like: the robust z of every value within its job, rack or height. Unknown values judge nobody.

import Facility
import Storage
import Telemetry

/// Groups of peers, and how far each member stands from their median.
struct Peers {
    /// Makes a median absolute deviation comparable to a standard deviation of normal noise.
    static let scale: Float = 1.4826

    let snapshot: Snapshot
    let kind: Window.Peers
    let isGPU: Bool
    /// Made of the snapshot where nil.
    let jobs: JobIndex?

    private var topology: Topology { snapshot.topology }

    func groups() -> [[Int]] {
        switch kind {
        case .hall: return [Array(0..<(isGPU ? topology.gpuCount : topology.trays.count))]
        case .rack: return topology.racks.map { Array(isGPU ? $0.gpus : $0.trays) }
        case .height:
            var byHeight: [Int: [Int]] = [:]
            for (index, tray) in topology.trays.enumerated() {
                if isGPU {
                    byHeight[tray.number, default: []] += tray.gpus
                } else {
                    byHeight[tray.number, default: []].append(index)
                }
            }
            return byHeight.keys.sorted().map { byHeight[$0]! }
        case .job:
            guard isGPU else { return topology.racks.map { Array($0.trays) } }
            return (jobs ?? JobIndex(snapshot)).peers
        }
    }

    func deviations(_ values: [Float]) -> [Float] {
        var result = [Float](repeating: .nan, count: values.count)
        for group in groups() {
            guard let (median, spread) = Self.centre(group.lazy.map { values[$0] }) else { continue }
            let unit = max(spread * Self.scale, abs(median) * 0.001, .leastNormalMagnitude)
            for member in group where values[member] == values[member] {
                result[member] = (values[member] - median) / unit
            }
        }
        return result
    }

    /// Median and median absolute deviation of what is known; nil of fewer than eight.
    static func centre(_ values: some Sequence<Float>) -> (median: Float, spread: Float)? {
        var known = values.filter { $0 == $0 }
        guard known.count >= 8 else { return nil }
        known.sort()
        let median = known[known.count / 2]
        var distances = known.map { abs($0 - median) }
        distances.sort()
        return (median, distances[distances.count / 2])
    }
}
