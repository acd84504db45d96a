// What is converted: recordings joined in time, with the window and the place that were asked for.

import Alerting
import Facility
import Foundation
import Recording
import Telemetry

/// One history, and what of it is wanted.
struct ConversionInput {
    let set: RecordingSet
    /// Those of the set in the order in which they began: of two that hold a moment the later one counts.
    let readers: [RecordingReader]
    let from: Timestamp
    let to: Timestamp
    let select: String?
    let anonymiser: Anonymiser?
    /// What of the inputs could not be read, and what to know of them, in sentences.
    let faults: [String]
    /// What is said where the window or the place has no slot.
    let nothing: String

    /// - Parameter rules: what the alarms of text follow.
    init(_ options: ConvertOptions, _ rules: RuleBook) throws {
        var seen = Set<String>(), faults: [String] = []
        let paths = options.inputs.filter { path in
            if seen.insert(URL(fileURLWithPath: path).resolvingSymlinksInPath().path).inserted { return true }
            faults.append("\(path): named twice, taken once")
            return false
        }
        anonymiser = options.anonymise ? Anonymiser() : nil
        set = try ReplayInput.open(paths, renaming: anonymiser)
        readers = set.inOrder
        let name = paths.count == 1 ? paths[0] : "\(paths[0]) and \(paths.count - 1) more"
        guard let extent = set.extent else { throw UserError("\(name): nothing is recorded") }
        (from, to) = try TimeText.window(from: options.from, to: options.to, start: extent.start, end: extent.end)
        select = options.select
        nothing = Self.nothing(name, of: options.select, from: options.from, to: options.to)
        self.faults = faults + set.faults + (OtherHall.warning(joining: set.topologies).map { [$0] } ?? [])
        guard readers.contains(where: { !spans($0).isEmpty }) else { throw UserError(nothing) }
        if let select, !epochs.contains(where: { $0.topology.place(at: select) != nil }) {
            throw UserError("no place \"\(select)\" here; a place is written B, A01, A01/t07 or A01/t07/g2")
        }
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

    /// Of all recordings, in their order.
    var epochs: [Epoch] { readers.flatMap(\.epochs) }

    /// The spans of a recording that hold any of the window.
    func spans(_ reader: RecordingReader) -> [SpanRow] { reader.spans.filter { $0.end > from && $0.start < to } }

    /// The trays of the selected place in an epoch, none where it was not there; all if no place was asked for.
    func trays(_ epoch: Epoch) -> Set<Int> { Self.trays(select, epoch.topology) }

    static func trays(_ select: String?, _ topology: Topology) -> Set<Int> {
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
}
