// What became of a recording, in one line.

import Foundation
import Recording

enum RecordSummary {
    static func text(_ path: String, _ status: RecordingStatus) -> String {
        let bytes = (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
        let samples = max(status.samples, status.wireSamples)
        let each = samples > 0 ? String(format: "%.2f", Double(bytes) / Double(samples)) : "0"
        var line = "\(path): \(status.slots) slots, \(samples) samples, \(bytes) bytes, \(each) bytes per sample"
        if status.dropped > 0 { line += ", \(status.dropped) slots left out" }
        if case .stopped(let why) = status.phase { line = "vigie: recording stopped: \(why)\n" + line }
        return line
    }
}
