// The marks of a moment: which GPUs show what the rules look for, before any waiting. Pure; used by the map and by snapshots.

import Facility
import Storage
import Telemetry

/// Symptoms of every GPU of one snapshot.
public struct SymptomTable: Sendable {
    /// Worst symptom per GPU, nil where there is none.
    public let gpus: [Symptom?]

    /// Asks every enabled rule of GPUs that has a mark, without its wait; stragglers are found by a quicker test.
    ///
    /// - Parameter coded: GPUs whose code an alarm still tells of, though a later one stands on their page.
    public init(_ snapshot: Snapshot, _ book: RuleBook, coded: [Int] = []) {
        var gpus = [Symptom?](repeating: nil, count: snapshot.topology.gpuCount)
        let evaluator = RuleEvaluator(columns: Columns(snapshot), xids: book.xids)
        for rule in book.rules where rule.isEnabled && rule.entity == .gpu {
            guard let symptom = rule.symptom else { continue }
            if case .straggler = rule.condition { continue }
            for entry in evaluator.holding(rule.condition, of: rule).entries {
                let gpu = Int(entry.entity)
                if gpus[gpu].map({ $0 < symptom }) ?? true { gpus[gpu] = symptom }
            }
        }
        for gpu in coded where gpus.indices.contains(gpu) && gpus[gpu].map({ $0 < .fault }) ?? true {
            gpus[gpu] = .fault
        }
        let test = LagTest(snapshot: snapshot, metric: LagTest.activity(of: snapshot))
        for rack in snapshot.topology.racks.indices {
            for gpu in test.gpus(inRack: rack) where gpus[gpu].map({ $0 < .straggler }) ?? true {
                gpus[gpu] = .straggler
            }
        }
        self.gpus = gpus
    }
}
