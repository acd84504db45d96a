// A recording cut out of another: a window, a place, without names if asked. Also the way to copy a file that is being written.

import Facility
import Foundation
import Recording
import Telemetry

enum RecordingCopy {
    /// - Parameter rules: files over the built-in rules, asked where nothing is recorded of what they say.
    static func write(_ input: ConversionInput, to path: String, rules: [String]) throws -> [String] {
        var trays: [Int64: Set<Int>] = [:]
        if input.select != nil {
            for epoch in input.reader.epochs { trays[epoch.id] = input.trays(epoch) }
        }
        let excerpt = Excerpt(from: input.from, to: input.to, trays: input.select == nil ? nil : trays) {
            BoardBytes.relocated($0, $1)
        }
        let judge = try BoardJudge(rules)
        judge.lookBack(input.reader, before: input.from)
        let (status, faults) = try excerpt.copy(input.reader, to: path) { judge.board(of: $0, recorded: $1) }
        guard status.slots > 0 else { throw UserError(input.nothing) }
        let bytes = (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
        let isGPU = input.reader.epochs.contains { input.gpu($0) != nil }
        let whole = isGPU ? ["\(path): a recording is cut by trays: the others of the GPU's tray are in it"] : []
        let said = [
            "\(path): \(Plural.counted(status.slots, "slot")), \(Plural.counted(bytes, "byte"))", judge.words(path),
        ]
        return said.compactMap { $0 } + whole + faults + (input.anonymiser?.report ?? [])
    }
}
