// Rows of the table `epoch`. Of a damaged one what its plan and its spans say too is taken from them, for they have checksums of their own;
// nothing is guessed.

import Facility
import Telemetry

/// What was read of the table.
struct EpochRows {
    /// In order.
    var epochs: [Epoch] = []
    /// Rows that are damaged, and what that costs, in sentences.
    var faults: [String] = []
    /// Number of the last row, damaged or not; nil if there was none.
    var last: Int64?
}

extension RecordingFile {
    private typealias Hall = (topology: Topology, targets: [TargetDescription], catalogue: Catalogue)

    /// The epochs behind `id`. A damaged row costs its own epoch at most.
    func epochs(
        known catalogue: Catalogue, after id: Int64, to last: Int64 = .max, renaming anonymiser: Anonymiser?
    ) throws(RecordingError) -> EpochRows {
        let statement = try database.statement(
            """
            SELECT id, start_ms, step_ms, mode, precision, gpus, trays, racks, targets, metrics, plan,
            \(hasSums ? "sum" : "NULL") FROM epoch WHERE id > ? AND id <= ? ORDER BY id
            """
        ).bind(1, id).bind(2, last)
        defer { statement.reset() }
        var rows = EpochRows(), packed: [UInt8] = [], before: EpochPlan?, hall: Hall?
        while try statement.step() {
            let id = statement.integer(0)
            rows.last = id
            // A recorder that was started again says the same of its hall, to the byte.
            if hall == nil || !statement.withBytes(10, { $0.elementsEqual(packed) }) {
                guard let plan = statement.withBytes(10, { zstd.decompress($0) }).flatMap(EpochPlan.read) else {
                    rows.faults.append(try lost(epoch: id))
                    continue
                }
                // Another step or other targets are no other hall.
                let known = before?.hasFloor(of: plan) == true ? hall?.topology : nil
                hall = (
                    known ?? plan.topology(renaming: anonymiser), plan.descriptions(renaming: anonymiser),
                    plan.catalogue(known: catalogue)
                )
                (packed, before) = (statement.bytes(10), plan)
            }
            guard let hall, let epoch = try epoch(statement, hall, &rows.faults) else {
                rows.faults.append(try lost(epoch: id))
                continue
            }
            rows.epochs.append(epoch)
        }
        return rows
    }

    /// nil if it is not known when the epoch was.
    private func epoch(
        _ statement: Statement, _ hall: Hall, _ faults: inout [String]
    ) throws(RecordingError) -> Epoch? {
        let id = statement.integer(0), start = statement.integer(1), step = statement.integer(2)
        let precision = statement.text(4)
        guard Epoch.times.contains(start), Epoch.steps.contains(step) else { return nil }
        var isExact = precision == "exact", mode = statement.text(3)
        if statement.isNull(11) {
            guard ["exact", "declared"].contains(precision) else { return nil }
        } else if statement.integer(11) != statement.sum(of: 10) {
            if statement.integer(11) != sum(of: statement, hall) {
                let spans = try spans(from: .min).filter { $0.epoch == id }
                guard !spans.isEmpty, spans.allSatisfy({ Self.lies($0, start, step) }) else { return nil }
                isExact = isExact || spans.contains { $0.wireSamples > 0 }
                // Who recorded, and how, nothing else says.
                mode = Epoch.unknownMode
            }
            faults.append(
                "\(path): the row of epoch \(id) in the table epoch is damaged: its hall, targets and step are those of its plan and its spans; \(Self.mend(path))"
            )
        }
        return Epoch(
            id: id, start: Timestamp(milliseconds: start), stepMs: max(100, step), mode: mode,
            isExact: isExact, topology: hall.topology, targets: hall.targets, catalogue: hall.catalogue)
    }

    /// What the checksum would be if the counts of a row were those of its plan.
    private func sum(of statement: Statement, _ hall: Hall) -> Int64 {
        var sum = RowSum()
        for column in 0..<3 as Range<Int32> { sum.add(statement.integer(column)) }
        for column in 3..<5 as Range<Int32> { sum.add(statement.text(column).utf8) }
        let topology = hall.topology
        for count in [
            topology.gpuCount, topology.trays.count, topology.racks.count, hall.targets.count,
            hall.catalogue.metrics.count,
        ] { sum.add(Int64(count)) }
        return sum.value
    }

    /// Whether a span has the times that an epoch would give it.
    private static func lies(_ span: SpanRow, _ start: Int64, _ step: Int64) -> Bool {
        let first = start + Int64(span.firstSlot) * step
        return span.start.milliseconds == first && span.end.milliseconds == first + Int64(span.slots) * step
    }

    private func lost(epoch: Int64) throws(RecordingError) -> String {
        let statement = try Statement(
            "SELECT count(*), min(start_ms), max(end_ms) FROM span WHERE epoch = ?", on: database
        )
        .bind(1, epoch)
        let what = try statement.step() ? cost(statement, from: 0) : "its spans can not be shown"
        return
            "\(path): the row of epoch \(epoch) in the table epoch is damaged, and with it hall, targets and step: \(what)"
    }
}
