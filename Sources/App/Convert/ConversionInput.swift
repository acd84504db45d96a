// A recording opened for conversion, with the window and the place that were asked for.

import Alerting
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
    /// What of the inputs could not be read, in sentences.
    let faults: [String]
    /// What is said where the window or the place has no slot.
    let nothing: String
    /// Holds a recording in memory alive.
    private let kept: RecordingFile?

    /// - Parameter rules: what the alarms of text follow.
    init(_ options: ConvertOptions, _ rules: RuleBook) throws {
        var path = options.inputs[0]
        let recordings = options.inputs.count(where: ReplayInput.isRecording)
        if recordings == options.inputs.count {
            guard recordings == 1 else { throw UserError("convert one recording at a time") }
            (kept, faults) = (nil, [])
        } else {
            guard recordings == 0 else {
                throw UserError("a recording and text are not converted together; turn the text into a recording first")
            }
            let (keeper, left) = try ReplayInput.imported(options.inputs, rules)
            (kept, faults) = (keeper, left)
            path = keeper.path
        }
        anonymiser = options.anonymise ? Anonymiser() : nil
        reader = try RecordingReader(path, known: .standard, renaming: anonymiser)
        guard let extent = reader.extent else { throw UserError("\(path): nothing is recorded") }
        (from, to) = try TimeText.window(from: options.from, to: options.to, start: extent.start, end: extent.end)
        select = options.select
        nothing = Self.nothing(path, options)
        guard !spans.isEmpty else { throw UserError(nothing) }
        if let select, !reader.epochs.contains(where: { $0.topology.place(at: select) != nil }) {
            throw UserError("no place \"\(select)\" here; a place is written B, A01, A01/t07 or A01/t07/g2")
        }
    }

    private static func nothing(_ path: String, _ options: ConvertOptions) -> String {
        nothing(path, of: options.select, from: options.from, to: options.to)
    }

    /// `hall.vigie: nothing of A01 is recorded between 18:40 and 18:55`
    static func nothing(_ path: String, of place: String?, from: String?, to: String?) -> String {
        let what = place.map { "nothing of \($0)" } ?? "nothing"
        let when =
            switch (from, to) {
            case (let from?, let to?): " between \(from) and \(to)"
            case (let from?, nil): " from \(from) on"
            case (nil, let to?): " up to \(to)"
            case (nil, nil): ""
            }
        return "\(path): \(what) is recorded\(when)"
    }

    /// The spans that hold any of the window.
    var spans: [SpanRow] { reader.spans.filter { $0.end > from && $0.start < to } }

    /// The trays of the selected place in an epoch, none where it was not there; all if no place was asked for.
    func trays(_ epoch: Epoch) -> Set<Int> {
        let topology = epoch.topology
        guard let select else { return Set(topology.trays.indices) }
        switch topology.place(at: select) {
        case .hall: return Set(topology.trays.indices)
        case .row(let row): return Set(topology.rows[row].trays)
        case .rack(let rack): return Set(topology.racks[rack].trays)
        case .tray(let tray): return [tray]
        case .gpu(let gpu): return [Int(topology.trayOfGPU[gpu])]
        case nil: return []
        }
    }

    /// The one GPU that was asked for in an epoch, nil if a larger place was.
    func gpu(_ epoch: Epoch) -> Int? {
        guard let select, case .gpu(let gpu)? = epoch.topology.place(at: select) else { return nil }
        return gpu
    }

    /// The targets whose pages are about the selected place.
    func targets(_ epoch: Epoch) -> Set<Int> {
        guard select != nil else { return Set(epoch.targets.indices) }
        let trays = trays(epoch)
        return Set(
            epoch.targets.indices.filter { index in
                let target = epoch.targets[index]
                return epoch.topology.tray(ofHost: target.labels["host"] ?? target.address).map(trays.contains) ?? false
            })
    }

    func epoch(_ row: SpanRow) -> Epoch? { reader.epochs.first { $0.id == row.epoch } }
}
