// What was noted of the GPUs' attributes and is not recorded yet. Now and then everything is said anew, so that old rows can go.

import Facility
import Storage
import Telemetry

/// Follows the attributes from slot to slot of one epoch. A value type: what a failed transaction had taken is taken again.
struct AttributeTail {
    private var revision = -1
    /// By GPU: the time of its last change that is recorded.
    private var saved: [Int64] = []
    private var keyBytes = 0
    private var laterBytes = 0

    /// The next slot says everything.
    mutating func beginEpoch() { self = AttributeTail() }

    /// - Returns: the row of this slot, nil if nothing was noted since the last; a key says all that is kept.
    mutating func new(in snapshot: Snapshot, _ words: inout Words) -> (isKey: Bool, bytes: [UInt8])? {
        let log = snapshot.attributes
        guard log.revision != revision else { return nil }
        let isKey = keyBytes == 0 || laterBytes > keyBytes
        if isKey { saved = Array(repeating: .min, count: snapshot.topology.gpuCount) }
        revision = log.revision
        var rows: [AttributeRow] = []
        for gpu in saved.indices {
            for step in log.steps(of: gpu) where step.from.milliseconds > saved[gpu] {
                var identity = step.identity
                identity.ordinal = snapshot.identity(gpu)?.ordinal ?? 0
                let word = words.number(IdentityText.write(identity))
                rows.append(AttributeRow(gpu: gpu, time: step.from, word: word))
                saved[gpu] = step.from.milliseconds
            }
        }
        guard !rows.isEmpty else { return nil }
        let bytes = AttributeRow.write(rows, moment: snapshot.moment)
        (keyBytes, laterBytes) = isKey ? (bytes.count, 0) : (keyBytes, laterBytes + bytes.count)
        return (isKey, bytes)
    }
}
