// What became of a recording, in one line.

import Foundation
import Recording
import Telemetry

/// Figures of one run; a file that was there before had its own.
struct RecordSummary {
    private let path: String
    private let before: Int

    /// Looks at the file before the recorder opens it.
    init(_ path: String) {
        self.path = path
        before = Self.bytes(path)
    }

    func text(_ status: RecordingStatus) -> String {
        let samples = status.wireSamples > 0 ? status.wireSamples : status.samples
        let amount = "\(path): \(Plural.counted(status.slots, "slot")), \(Plural.counted(samples, "sample"))"
        if status.isElsewhere, case .stopped(let why) = status.phase {
            return "vigie: recording stopped: \(why)\n\(amount) written until then"
        }
        let bytes = Self.bytes(path)
        let new = bytes - before
        // Without a sample there is no mean.
        let each = samples > 0 ? ", " + String(format: "%.2f", Double(new) / Double(samples)) : nil
        var line = amount + ", " + Plural.counted(bytes, "byte")
        if before == 0 {
            line += each.map { $0 + " bytes per sample" } ?? ""
        } else if new >= 0 {
            line += ", \(new) of them new" + (each.map { $0 + " per sample" } ?? "")
        } else {
            // Retention took more than was added: what is new nobody can tell.
            line += ", \(-new) fewer than before"
        }
        if status.dropped > 0 { line += ", \(Plural.counted(status.dropped, "slot")) left out" }
        guard case .stopped(let why) = status.phase else { return line }
        return "vigie: recording stopped: \(why)\n"
            + (isThere ? line + "; " + advice : "\(path): nothing was recorded, and no file is left")
    }

    private var isThere: Bool { FileManager.default.fileExists(atPath: path) }

    /// What to know of a file that could not be brought to its end.
    private var advice: String {
        let log = path + "-wal"
        let both = FileManager.default.fileExists(atPath: log) ? "; \(log) is part of it: keep them together" : ""
        return "what is in it can be replayed, and `vigie record --out \(path)` goes on with it\(both)"
    }

    /// With the log that is not yet part of the file.
    private static func bytes(_ path: String) -> Int {
        ["", "-wal"].reduce(0) { sum, suffix in
            sum + ((try? FileManager.default.attributesOfItem(atPath: path + suffix)[.size] as? Int) ?? 0)
        }
    }
}
