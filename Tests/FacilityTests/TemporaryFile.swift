// A file for one test, gone with it.

import Foundation

final class TemporaryFile {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("vigie-" + UUID().uuidString).path

    init(_ text: String) throws { try text.write(toFile: path, atomically: true, encoding: .utf8) }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}
