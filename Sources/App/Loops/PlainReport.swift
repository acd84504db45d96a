// Which changes of the trouble list are worth a line, and how the line reads. It holds back what is still unfolding: a rack that goes
// dark does so tray by tray, and is one cause. It decides no trouble and prints nothing.

import Console
import Facility
import Telemetry

/// The memory of a plain, line by line report.
struct PlainReport {
    /// Slots that a trouble must last before it is said: the trays of a rack fall silent within two.
    static let settlingSlots = 3

    /// Slots that a straggler must be gone before it is over: while its job pauses nobody lags.
    static let pausingSlots = 60

    /// What was said and not yet taken back.
    private var said: [Trouble] = []
    /// How many slots what was said has been gone.
    private var gone: [Key: Int] = [:]
    /// How many slots each unsaid trouble has lasted.
    private var waiting: [Key: Int] = [:]

    private struct Key: Hashable {
        let place: Place
        let mark: Mark
        init(_ trouble: Trouble) { (place, mark) = (trouble.place, trouble.mark) }
    }

    /// Takes the troubles of the next slot.
    ///
    /// - Returns: lines without time, one per change of cause.
    mutating func lines(_ troubles: [Trouble], _ topology: Topology) -> [String] {
        let now = Set(troubles.map { Key($0) }), known = Set(said.map { Key($0) })
        waiting = waiting.filter { now.contains($0.key) }
        let new = troubles.filter { !known.contains(Key($0)) }
        for trouble in new { waiting[Key(trouble), default: 0] += 1 }
        var lines: [String] = []
        for trouble in new where waiting[Key(trouble)]! >= Self.settlingSlots {
            let before = said.filter { !now.contains(Key($0)) && Self.overlap($0.place, trouble.place, topology) }
            lines.append(Self.begun(trouble, after: before, topology))
            said.removeAll { old in before.contains { Key($0) == Key(old) } }
            said.append(trouble)
            waiting[Key(trouble)] = nil
        }
        gone = gone.filter { !now.contains($0.key) }
        for old in said where !now.contains(Key(old)) { gone[Key(old), default: 0] += 1 }
        // What ended where something else unfolds is said with that.
        let over = said.filter { old in
            !now.contains(Key(old)) && (old.mark != .straggler || gone[Key(old), default: 0] >= Self.pausingSlots)
                && !new.contains { waiting[Key($0)] != nil && Self.overlap($0.place, old.place, topology) }
        }
        lines += over.map { "over \(Self.name($0.place, topology)): \(Self.cause($0))" }
        said.removeAll { old in over.contains { Key($0) == Key(old) } }
        return lines
    }

    private static func begun(_ trouble: Trouble, after before: [Trouble], _ topology: Topology) -> String {
        var text = "\(trouble.mark.severity) \(name(trouble.place, topology)): \(cause(trouble))"
        if case .gpu = trouble.place {} else { text += ", " + trouble.extent }
        if let failure = trouble.failure { text += ", \(failure.reason)" }
        if let old = before.first {
            text += " (before: \(cause(old))\(before.count > 1 ? " and \(before.count - 1) more" : ""))"
        }
        return text
    }

    /// `GPU gone, XID 79`
    private static func cause(_ trouble: Trouble) -> String {
        guard let xid = trouble.xid else { return trouble.mark.word }
        return trouble.mark == .fault ? "XID \(xid)" : "\(trouble.mark.word), XID \(xid)"
    }

    /// `72 GPUs`, `1 GPU`, `18 hosts`
    static func name(_ place: Place, _ topology: Topology) -> String {
        switch place {
        case .hall: topology.hall
        case .row(let row): "row " + topology.rows[row].name
        case .rack(let rack): "rack " + topology.racks[rack].name
        case .tray(let tray): "tray " + topology.path(tray: tray)
        case .gpu(let gpu): "GPU " + topology.path(gpu: gpu)
        }
    }

    /// Whether one place lies in the other.
    private static func overlap(_ one: Place, _ other: Place, _ topology: Topology) -> Bool {
        if one == other { return true }
        guard let left = trays(one, topology), let right = trays(other, topology), left.overlaps(right) else {
            return false
        }
        if case .gpu = one, case .gpu = other { return false }
        return true
    }

    private static func trays(_ place: Place, _ topology: Topology) -> Range<Int>? {
        switch place {
        case .hall: 0..<topology.trays.count
        case .row: nil
        case .rack(let rack): topology.racks[rack].trays
        case .tray(let tray): tray..<tray + 1
        case .gpu(let gpu): Int(topology.trayOfGPU[gpu])..<Int(topology.trayOfGPU[gpu]) + 1
        }
    }
}
