// What one pixel or mark stands for: mean heat of the numbers that count, and the worst mark of all. Associative.

import Facility
import Telemetry

/// Folded GPUs: a fault in it survives any folding, an unknown value never becomes a zero.
struct Fold {
    var sum = 0.0
    var known = 0
    var members = 0
    var mark = Mark.none

    mutating func add(value: Float, mark newMark: Mark) {
        members += 1
        if !value.isNaN, value.isFinite {
            sum += Double(value)
            known += 1
        }
        mark = max(mark, newMark)
    }

    /// Members that a filter leaves out, and the worst mark of them.
    var dimmed = 0
    var dimmedMark = Mark.none

    mutating func addDimmed(mark newMark: Mark) {
        dimmed += 1
        dimmedMark = max(dimmedMark, newMark)
    }

    /// NaN if nothing is known.
    var mean: Double { known > 0 ? sum / Double(known) : .nan }
}
