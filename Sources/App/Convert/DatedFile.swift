// One file of recorded text: where it is, whose it is by its name, and when it was taken.

import Foundation
import Telemetry

struct DatedFile {
    let path: String
    /// What tells targets apart.
    var name: String
    /// Milliseconds since 1970.
    var timeMs: Int64
    /// Whether the name says the time; else it is that of the last change.
    let isDated: Bool

    private static let extensions: Set<String> = ["gz", "zst", "prom", "txt", "om", "openmetrics", "metrics", "text"]

    init(_ path: String) throws(UserError) {
        self.path = path
        let file = (path as NSString).lastPathComponent
        if let time = NameTime(in: file) {
            (timeMs, isDated) = (time.timeMs, true)
        } else if let date = (try? FileManager.default.attributesOfItem(atPath: path))?[.modificationDate] as? Date {
            (timeMs, isDated) = (Int64((date.timeIntervalSince1970 * 1_000).rounded()), false)
        } else {
            throw UserError("\(path): no time in its name, and none of its own")
        }
        name = Self.name(file)
        if name.isEmpty { name = ((path as NSString).deletingLastPathComponent as NSString).lastPathComponent }
    }

    var folder: String { (path as NSString).deletingLastPathComponent }

    /// The name without a number at its end or its beginning, and that number; nil if it has none.
    var numbered: (stem: String, number: Int)? {
        let digits = name.reversed().prefix { $0.isASCII && $0.isNumber }.count
        if digits > 0, let number = Int(name.suffix(digits)) { return (Self.trimmed(name.dropLast(digits)), number) }
        let first = name.prefix { $0.isASCII && $0.isNumber }
        guard let number = Int(first), let mark = name.dropFirst(first.count).first, "-_.".contains(mark) else {
            return nil
        }
        return (Self.trimmed(name.dropFirst(first.count)), number)
    }

    /// The file's name without time and known extensions: pages of one host, taken at different times, are one target. `h1.prom.7` is `h1-7`.
    private static func name(_ file: String) -> String {
        var name = file
        if let time = NameTime(in: name) { name.removeSubrange(time.range) }
        // What is left of `2026-11-30T10:00:00Z.prom` is no name.
        if name.hasPrefix(".") { name = "-" + name }
        var number = ""
        while true {
            let last = (name as NSString).pathExtension, rest = (name as NSString).deletingPathExtension
            if extensions.contains(last) {
                name = rest
            } else if number.isEmpty, !last.isEmpty, last.allSatisfy(\.isNumber),
                extensions.contains((rest as NSString).pathExtension)
            {
                (name, number) = (rest, "-" + last)
            } else {
                return trimmed(name[...]) + number
            }
        }
    }

    /// Without what joined the time or the number to it.
    private static func trimmed(_ name: Substring) -> String {
        var rest = name.drop { "-_.T: ".contains($0) }
        while let last = rest.last, "-_.: ".contains(last) { rest.removeLast() }
        return String(rest)
    }
}
