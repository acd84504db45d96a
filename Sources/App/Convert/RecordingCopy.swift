// A recording cut out of others: a window, a place, without names if asked. Also the way to copy a file that is being written, and to make one
// file of several.

import Facility
import Foundation
import Recording
import Telemetry

enum RecordingCopy {
    /// - Parameter rules: files over the built-in rules, asked where nothing is recorded of what they say.
    static func write(_ input: ConversionInput, to path: String, rules: [String]) throws -> [String] {
        var places: Excerpt.Places?
        if let select = input.select { places = { epoch in ConversionInput.trays(select, epoch.topology) } }
        let excerpt = Excerpt(from: input.from, to: input.to, places: places) { BoardBytes.relocated($0, $1) }
        let judges = try input.readers.map { reader in
            let judge = try BoardJudge(rules)
            judge.lookBack(reader, before: input.from)
            return judge
        }
        let (status, faults) = try excerpt.copy(input.readers, to: path, judges: judges.map { $0.board })
        guard status.slots > 0 else { throw UserError(input.nothing) }
        let bytes = (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
        let said = [
            "\(path): \(Plural.counted(status.slots, "slot")), \(Plural.counted(bytes, "byte"))",
            BoardJudge.words(path, judges),
        ]
        return said.compactMap { $0 } + notes(input, path) + faults + (input.anonymiser?.report ?? [])
    }

    /// What to know of the copy, in sentences.
    private static func notes(_ input: ConversionInput, _ path: String) -> [String] {
        var notes: [String] = []
        if input.epochs.contains(where: { input.gpu($0) != nil }) {
            notes.append("\(path): a recording is cut by trays: the others of the GPU's tray are in it")
        }
        guard input.readers.count > 1 else { return notes }
        let kinds = input.readers.map { reader in Set(reader.epochs.map(\.isExact)) }
        if Set(kinds.joined()).count > 1 {
            let count = kinds.count { !$0.contains(true) }
            notes.append(
                "\(path): \(count) of \(kinds.count) recordings have no wire: their part is at declared precision, the rest stays exact"
            )
        }
        return notes
    }
}
