// A recording as CSV: one line per slot, metric and place, canonical values.

import Foundation
import Recording
import Telemetry

enum CSVExport {
    static func write(_ input: ConversionInput, to path: String) throws -> [String] {
        let file = try ExportFile(path)
        var lines = 0
        try file.append("time,metric,place,value\n")
        let faults = try TrackWalk.each(input) { snapshot, metric, place, value in
            let name = snapshot.catalogue[metric].name, path = field(snapshot.topology.path(place))
            try file.append("\(time(snapshot.moment)),\(name),\(path),\(value)\n")
            lines += 1
        }
        try file.finish()
        return ["\(path): \(Plural.counted(lines, "value"))"] + faults + (input.anonymiser?.report ?? [])
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
    /// Bytes decide: a line feed behind a carriage return, or a quote under an accent, is one character and no quote to Swift.
    static func field(_ text: String) -> String {
        let isFormula = text.utf8.first.map { "=+-@".utf8.contains($0) } ?? false
        let disarmed = isFormula ? "'" + text : text
        guard disarmed.utf8.contains(where: { ",\"\n\r".utf8.contains($0) }) else { return disarmed }
        let doubled = disarmed.utf8.flatMap { $0 == 0x22 ? [$0, $0] : [$0] }
        return "\"" + String(decoding: doubled, as: UTF8.self) + "\""
    }
}
