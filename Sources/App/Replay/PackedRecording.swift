// A recording that somebody compressed: known by its first bytes, and how to unpack it (unsafe inside: lends bytes). It unpacks none: one is
// sought in, not read through.

import Foundation
import Glibc

enum PackedRecording {
    /// As much of a file as shows what is in it: a block of zstd is at most half of that.
    private static let lookBytes = 1 << 18

    /// What to do, as a sentence; nil if a file is something else, or is not there.
    static func fault(of path: String) -> String? {
        var status = stat()
        // Pipes are read once.
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
            let file = FileHandle(forReadingAtPath: path)
        else { return nil }
        defer { try? file.close() }
        guard let head = try? file.read(upToCount: lookBytes) else { return nil }
        let isGzip = head.starts(with: [0x1F, 0x8B])
        guard isGzip || head.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) else { return nil }
        let suffix = isGzip ? ".gz" : ".zst", program = isGzip ? "gunzip" : "zstd -d"
        // By what it is, whatever it is called.
        guard let inflater = Inflater(for: suffix) else { return nil }
        var bytes: [UInt8] = []
        head.withUnsafeBytes { _ = inflater.inflate($0, into: &bytes) }
        guard bytes.starts(with: Array("SQLite format 3".utf8)) else { return nil }
        let isNamed = path.lowercased().hasSuffix(suffix)
        let command = isNamed ? "\(program) -k \(path)" : "\(program) -c < \(path) > NEW.vigie"
        return
            "\(path): a recording compressed by \(inflater.name), in which nothing can be sought; unpack it: `\(command)`"
    }
}
