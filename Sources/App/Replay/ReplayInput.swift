// What can be replayed: recordings as they are, recorded text by way of a recording in memory.

import Recording

enum ReplayInput {
    static func open(_ paths: [String]) throws(UserError) -> RecordingSet {
        guard !paths.isEmpty else { throw UserError("no recording; write `vigie replay FILE`") }
        return try RecordingSet(paths)
    }
}
