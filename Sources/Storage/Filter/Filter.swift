// The one filter language of maps, lists, rules and exports: which GPUs and trays of a moment are meant. It changes nothing.
//
//     temp>85 & job~=train & rack=B*        both, in racks of row B
//     gone | state=late,frozen              any of these
//     !(sm>=50%) b17                        not busy, and B17 somewhere in a name
//     /gpu-[0-9a-f]+/  power>1.2kW  xid=79,48  clkevt~0x40  margin=unknown
//
// Case never matters. `=` compares whole texts and takes `*`, `?` and lists; `~` looks for a regular expression; a word
// alone is looked for in every text. A bare ratio above 1 is per cent.

import Facility
import Telemetry

/// A parsed filter.
public struct Filter: Equatable, Sendable {
    /// As typed.
    public let text: String
    let root: FilterNode

    /// - Throws: `FilterError` with the column of the first mistake.
    public init(_ text: String, _ vocabulary: FilterVocabulary) throws(FilterError) {
        self.text = text
        root = try FilterParser.parse(text, vocabulary)
    }

    /// Whether it asks for nothing, and so matches everything.
    public var isEmpty: Bool { root == .all([]) }

    /// Whether a GPU is meant; nil if that hangs on a number nobody knows. Unknown stays unknown under `!`.
    public func truth(gpu: Int, in source: FilterSource) -> Bool? {
        evaluate(root, FilterSubject(source: source, gpu: gpu, tray: Int(source.snapshot.topology.trayOfGPU[gpu])))
    }

    /// The same for a tray itself: its GPUs' numbers are unknown to it.
    public func truth(tray: Int, in source: FilterSource) -> Bool? {
        evaluate(root, FilterSubject(source: source, gpu: nil, tray: tray))
    }

    /// The same for a target: its own figures, and the place of the tray it reads.
    public func truth(target: Int, in source: FilterSource) -> Bool? {
        guard source.snapshot.targets.indices.contains(target) else { return false }
        let tray = source.snapshot.targets[target].tray ?? -1
        return evaluate(root, FilterSubject(source: source, gpu: nil, tray: tray, targetNumber: target))
    }

    /// Whether a place holds anything that is meant: a GPU, or a tray as such.
    public func matches(_ place: Place, in source: FilterSource) -> Bool {
        let topology = source.snapshot.topology
        let trays: Range<Int>
        switch place {
        case .gpu(let gpu): return truth(gpu: gpu, in: source) == true
        case .tray(let tray): trays = tray..<tray + 1
        case .rack(let rack): trays = topology.racks[rack].trays
        case .row(let row): trays = topology.rows[row].trays
        case .hall: trays = topology.trays.indices
        }
        return trays.contains { tray in
            truth(tray: tray, in: source) == true
                || topology.trays[tray].gpus.contains { truth(gpu: $0, in: source) == true }
        }
    }

    /// Every place that is meant, in one pass.
    public func matches(in source: FilterSource) -> FilterMatches { FilterMatches(self, source) }
}
