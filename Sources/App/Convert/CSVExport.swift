// A recording as CSV: one line per slot, metric and place, canonical values.

import Foundation
import Recording
import Telemetry

enum CSVExport {
    static func write(_ input: ConversionInput, to path: String) throws -> [String] {
        guard FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]),
            let file = FileHandle(forWritingAtPath: path)
        else { throw UserError("\(path): can not be written") }
        defer { try? file.close() }
        var text = "time,metric,place,value\n", lines = 0
        try TrackWalk.each(input) { snapshot, metric, place, value in
            text += "\(time(snapshot.moment)),\(snapshot.catalogue[metric].name),"
            text += "\(field(snapshot.topology.path(place))),\(value)\n"
            lines += 1
            if text.utf8.count > 1 << 20 {
                try file.write(contentsOf: Data(text.utf8))
                text = ""
            }
        }
        try file.write(contentsOf: Data(text.utf8))
        return ["\(path): \(lines) values"] + (input.anonymiser?.report ?? [])
    }

    /// RFC 3339 with milliseconds where there are any.
    static func time(_ time: Timestamp) -> String {
        let civil = CivilTime(time)
        let rest = ((time.milliseconds % 1000) + 1000) % 1000
        let digits = "\(rest)"
        let fraction = rest == 0 ? "" : "." + String(repeating: "0", count: 3 - digits.count) + digits
        return "\(civil.date)T\(civil.clock)\(fraction)Z"
    }

    /// A formula or a comma in a name stays a text: quoted, and disarmed.
    static func field(_ text: String) -> String {
        let disarmed = text.first.map { "=+-@".contains($0) } ?? false ? "'" + text : text
        guard disarmed.contains(where: { ",\"\n\r".contains($0) }) else { return disarmed }
        return "\"" + disarmed.replacingOccurrences(of: "\"", with: "\"\"") + "\""
    }
}
