// One event as one text, for the events table: a stable name, then its fields, apart by unit separators.

import Facility
import Storage
import Telemetry

enum EventText {
    static func write(_ kind: Event.Kind) -> String {
        switch kind {
        case .gpuState(let from, let to): join("gpu_state", from.word, to.word)
        case .targetState(let target, let from, let to, let failure):
            join("target_state", "\(target)", from.word, to.word, failure.map(FailureText.write) ?? "")
        case .xid(let code): join("xid", "\(code)")
        case .replaced(let old, let new): join("replaced", old, new)
        case .alarm(let name, let isCritical, let began):
            join("alarm", name, isCritical ? "critical" : "warning", began ? "began" : "ended")
        }
    }

    /// nil if a later version wrote it.
    static func read(_ text: String) -> Event.Kind? {
        let fields = text.utf8.split(separator: 0x1F, omittingEmptySubsequences: false).map { String(Substring($0)) }
        switch (fields.first, fields.count) {
        case ("gpu_state", 3):
            guard let from = state(fields[1]), let to = state(fields[2]) else { return nil }
            return .gpuState(from: from, to: to)
        case ("target_state", 5):
            guard let target = Int(fields[1]), let from = state(fields[2]), let to = state(fields[3]) else {
                return nil
            }
            return .targetState(
                target: target, from: from, to: to, fields[4].isEmpty ? nil : FailureText.read(fields[4]))
        case ("xid", 2): return Int(fields[1]).map { .xid($0) }
        case ("replaced", 3): return .replaced(old: fields[1], new: fields[2])
        case ("alarm", 4):
            return .alarm(name: fields[1], isCritical: fields[2] == "critical", began: fields[3] == "began")
        default: return nil
        }
    }

    /// `hall`, `row 2`, `rack 17`, `tray 300`, `gpu 1200`: numbers of the epoch.
    static func write(_ place: Place) -> String {
        switch place {
        case .hall: "hall"
        case .row(let index): "row \(index)"
        case .rack(let index): "rack \(index)"
        case .tray(let index): "tray \(index)"
        case .gpu(let index): "gpu \(index)"
        }
    }

    static func place(_ text: String) -> Place? {
        if text == "hall" { return .hall }
        let parts = text.utf8.split(separator: 0x20).map { Substring($0) }
        guard parts.count == 2, let index = Int(parts[1]), index >= 0 else { return nil }
        switch parts[0] {
        case "row": return .row(index)
        case "rack": return .rack(index)
        case "tray": return .tray(index)
        case "gpu": return .gpu(index)
        default: return nil
        }
    }

    private static func join(_ fields: String...) -> String { fields.joined(separator: "\u{1F}") }

    private static func state(_ word: String) -> EntityState? { EntityState.allCases.first { $0.word == word } }
}
