// What can be replayed and converted: recordings as they are, recorded text by way of a recording.

import Foundation
import Recording

enum ReplayInput {
    /// Several recordings join in time; text files become one recording in memory.
    static func open(_ paths: [String]) throws(UserError) -> RecordingSet {
        guard !paths.isEmpty else { throw UserError("no recording; write `vigie replay FILE`") }
        let texts = paths.filter { !isRecording($0) }
        guard !texts.isEmpty else { return try RecordingSet(paths) }
        let keeper = try imported(texts)
        return try RecordingSet(paths.filter { isRecording($0) } + [keeper.path], keeping: keeper)
    }

    /// An SQLite file by its first bytes; whether it is one of ours is for the reader to say.
    static func isRecording(_ path: String) -> Bool {
        guard let file = FileHandle(forReadingAtPath: path) else {
            // What is not there is reported by the reader of recordings.
            return !FileManager.default.fileExists(atPath: path)
        }
        defer { try? file.close() }
        return (try? file.read(upToCount: 15)) == Data("SQLite format 3".utf8)
    }

    /// Text as a recording in memory, which lives as long as the returned connection.
    static func imported(_ paths: [String]) throws(UserError) -> RecordingFile {
        let path = RecordingFile.inMemory("text-\(UUID().uuidString)")
        do {
            let keeper = try RecordingFile(path, .write(group: nil))
            _ = try TextImport.run(paths, to: path)
            return keeper
        } catch let error as UserError {
            throw error
        } catch { throw UserError("\(error)") }
    }
}
