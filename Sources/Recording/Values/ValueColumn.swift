// One metric of a recording that is made of values alone: those of the moment, and what was known last (unsafe: rounds in place).

import Storage
import Telemetry

/// Values by entity, missing where nothing was said.
struct ValueColumn {
    let metric: MetricID
    let isGPU: Bool
    let precision: Precision
    /// Of the moment that is being filled.
    var values: [Float]
    /// The newest number of each entity, and its moment in milliseconds; `Int64.min` where there was none.
    var last: [Float]
    var lastMs: [Int64]
    /// Whether the moment has any value.
    var isTold = false

    init(_ metric: MetricID, _ row: Metric, entities: Int) {
        self.metric = metric
        isGPU = row.entity == .gpu
        precision = row.declaredPrecision
        values = Array(repeating: Absence.missing.float, count: entities)
        last = values
        lastMs = Array(repeating: .min, count: entities)
    }

    /// - Parameter first: called if the moment had no value so far.
    /// - Returns: whether the entity had none.
    mutating func put(_ entity: Int, _ value: Float, first: () -> Void) -> Bool {
        guard values[entity].isNaN else { return false }
        if !isTold { first() }
        isTold = true
        values[entity] = value
        return true
    }

    /// Brings the moment's values to the declared precision.
    mutating func round() {
        values.withUnsafeMutableBufferPointer {
            if let base = $0.baseAddress { precision.round(base, count: $0.count) }
        }
    }

    /// Appends the moment's values, the age in slots of each newest number, and that number where there is none now.
    mutating func add(
        to frame: inout [Float], _ ages: inout [Int64], _ held: inout [Int64], _ moment: Timestamp, _ stepMs: Int64
    ) {
        frame += values
        for (entity, value) in values.enumerated() {
            if !value.isNaN {
                last[entity] = value
                lastMs[entity] = moment.milliseconds
            }
            let isKnown = lastMs[entity] != .min
            ages.append(isKnown ? (moment.milliseconds - lastMs[entity]) / stepMs : -1)
            held.append(isKnown && value.isNaN ? Int64(last[entity].bitPattern) + 1 : 0)
        }
    }

    /// Nothing is said yet of the next moment.
    mutating func clear() {
        guard isTold else { return }
        isTold = false
        for index in values.indices { values[index] = Absence.missing.float }
    }

    /// Nothing was ever said.
    mutating func forget() {
        clear()
        for index in lastMs.indices { lastMs[index] = .min }
    }
}
