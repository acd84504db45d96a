// A recording opened for conversion, with the window and the place that were asked for.

import Facility
import Recording
import Telemetry

/// One recording, and what of it is wanted.
struct ConversionInput {
    let reader: RecordingReader
    let from: Timestamp
    let to: Timestamp
    let select: String?
    let anonymiser: Anonymiser?
    /// Holds a recording in memory alive.
    private let kept: RecordingFile?

    init(_ options: ConvertOptions) throws {
        var path = options.inputs[0]
        if options.inputs.allSatisfy(ReplayInput.isRecording) {
            guard options.inputs.count == 1 else { throw UserError("convert one recording at a time") }
            kept = nil
        } else {
            let keeper = try ReplayInput.imported(options.inputs)
            kept = keeper
            path = keeper.path
        }
        anonymiser = options.anonymise ? Anonymiser() : nil
        reader = try RecordingReader(path, known: .standard, renaming: anonymiser)
        guard let extent = reader.extent else { throw UserError("\(path): nothing is recorded") }
        from =
            try options.from.map { text throws(UserError) in
                try TimeText.moment(text, start: extent.start, end: extent.end)
            } ?? extent.start
        to =
            try options.to.map { text throws(UserError) in
                try TimeText.moment(text, start: extent.start, end: extent.end)
            } ?? extent.end
        guard from < to else { throw UserError("--from is not before --to") }
        select = options.select
    }

    /// The spans that hold any of the window.
    var spans: [SpanRow] { reader.spans.filter { $0.end > from && $0.start < to } }

    /// The trays of the selected place in an epoch; all if no place was asked for.
    func trays(_ epoch: Epoch) throws(UserError) -> Set<Int> {
        let topology = epoch.topology
        guard let select else { return Set(topology.trays.indices) }
        switch topology.place(at: select) {
        case .hall: return Set(topology.trays.indices)
        case .row(let row): return Set(topology.rows[row].trays)
        case .rack(let rack): return Set(topology.racks[rack].trays)
        case .tray(let tray): return [tray]
        case .gpu(let gpu): return [Int(topology.trayOfGPU[gpu])]
        case nil: throw UserError("no place \"\(select)\" here; a place is written B, A01, A01/t07 or A01/t07/g2")
        }
    }

    /// The targets whose pages are about the selected place.
    func targets(_ epoch: Epoch) throws(UserError) -> Set<Int> {
        guard select != nil else { return Set(epoch.targets.indices) }
        let trays = try trays(epoch)
        return Set(
            epoch.targets.indices.filter { index in
                let target = epoch.targets[index]
                return epoch.topology.tray(ofHost: target.labels["host"] ?? target.address).map(trays.contains) ?? false
            })
    }

    func epoch(_ row: SpanRow) -> Epoch? { reader.epochs.first { $0.id == row.epoch } }
}
