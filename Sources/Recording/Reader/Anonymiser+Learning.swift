// All names of a recording, learned before the first of them is replaced: a text may say a name that is known to be one only by what comes
// later. It changes nothing.

import Storage
import Telemetry

extension Anonymiser {
    /// The names of a recording that is read together with others: a name that one of them tells stands in texts of all.
    public func learn(_ path: String) throws(RecordingError) { try learn(RecordingFile(path, .read)) }

    /// Goes through whatever can hold names, as the reader will. What is damaged has none that the reader could give away.
    func learn(_ file: RecordingFile) throws(RecordingError) {
        guard takesUp(file.path) else { return }
        _ = try? file.epochs(known: Catalogue([]), after: 0, renaming: self)
        try each("SELECT bytes FROM layout ORDER BY id", file) { statement in
            if let head = statement.withBytes(0, { file.zstd.decompress($0) }).flatMap(LayoutHead.init) {
                _ = head.renamed(self)
            }
        }
        try each("SELECT bytes FROM block ORDER BY id", file) { statement in
            if let block = statement.withBytes(0, { file.zstd.decompress($0) }).flatMap(LayoutBytes.block) {
                _ = self.block(block)
            }
        }
        try each("SELECT text FROM word ORDER BY epoch, number", file) { _ = word($0.text(0)) }
        try each("SELECT what FROM event ORDER BY id", file) { _ = EventText.read($0.text(0)).map(kind) }
        try each("SELECT text FROM bookmark ORDER BY id", file) { _ = free($0.text(0)) }
        forgetTexts()
    }

    private func each(_ sql: String, _ file: RecordingFile, _ body: (Statement) -> Void) throws(RecordingError) {
        let statement = try file.database.statement(sql)
        defer { statement.reset() }
        while try statement.step() { body(statement) }
    }
}
