// One metric over one span in longer steps: what racks, rows and the hall showed. As recorded, or folded anew from every slot.

import Facility
import Storage
import Telemetry

/// Roll-ups by step and place. Places are racks, then rows, then the hall.
struct PlaceSteps {
    /// Slots in a step.
    let stepSlots: Int
    /// Number of the first step, on the grid of the epoch's slots.
    let firstStep: Int
    let places: Int
    /// By step, then place.
    var folds: [RollUp] = []

    init(stepSlots: Int, firstStep: Int, places: Int) {
        self.stepSlots = stepSlots
        self.firstStep = firstStep
        self.places = places
    }

    /// Folds a span in the order in which a store does.
    ///
    /// - Parameters:
    ///   - values, states: of every entity, entity after entity, `slots` each.
    init(
        _ topology: Topology, isGPU: Bool, values: [Float], states: [Float], firstSlot: Int, slots: Int, stepSlots: Int
    ) {
        let racks = topology.racks.count, rows = topology.rows.count
        self.init(stepSlots: stepSlots, firstStep: firstSlot / stepSlots, places: racks + rows + 1)
        let steps = (firstSlot + slots - 1) / stepSlots - firstStep + 1
        folds = Array(repeating: RollUp(), count: steps * places)
        for slot in 0..<slots {
            let base = ((firstSlot + slot) / stepSlots - firstStep) * places
            var folded = Array(repeating: RollUp(), count: rows + 1)
            for (rack, place) in topology.racks.enumerated() {
                var fold = RollUp()
                for entity in isGPU ? place.gpus : place.trays where Self.counts(states[entity * slots + slot]) {
                    fold.add(values[entity * slots + slot])
                }
                folds[base + rack].merge(fold)
                folded[place.row].merge(fold)
            }
            for row in 0..<rows {
                folds[base + racks + row].merge(folded[row])
                folded[rows].merge(folded[row])
            }
            folds[base + racks + rows].merge(folded[rows])
        }
    }

    /// A stored state, back as one that counts or does not.
    private static func counts(_ state: Float) -> Bool {
        state >= 0 && state < 256 && (EntityState(rawValue: UInt8(state))?.counts ?? false)
    }

    /// The same in steps of `many` of these: the first and the last may be in part.
    func folded(_ many: Int) -> PlaceSteps {
        guard many > 1, !folds.isEmpty else { return self }
        let steps = folds.count / places
        var coarse = PlaceSteps(stepSlots: stepSlots * many, firstStep: firstStep / many, places: places)
        coarse.folds = Array(
            repeating: RollUp(), count: ((firstStep + steps - 1) / many - coarse.firstStep + 1) * places)
        for step in 0..<steps {
            let base = ((firstStep + step) / many - coarse.firstStep) * places
            for place in 0..<places { coarse.folds[base + place].merge(folds[step * places + place]) }
        }
        return coarse
    }

    /// Adds what this span has of a place's steps to those asked for.
    ///
    /// - Parameter first: number of the step that `result` begins with.
    func add(to result: inout [RollUp], place: Int, from first: Int) {
        guard (0..<places).contains(place) else { return }
        for step in 0..<folds.count / max(1, places) {
            let wanted = firstStep + step - first
            if result.indices.contains(wanted) { result[wanted].merge(folds[step * places + place]) }
        }
    }
}
