// Lines of a CSV as canonical values: what `vigie convert` writes (unsafe: lends a field to the parser). A line that can not be read is told
// with its place and the mend, and costs itself alone. It keeps the names of places and none of the values.

import Exposition
import Telemetry

/// Goes through a file; several may follow one another over the same places. Used by one thread.
struct CSVReader {
    static let header = ["time", "metric", "place", "value"]
    /// Times that a calendar has: from 1970 to 9999.
    private static let times: ClosedRange<Int64> = 0...253_402_300_799_000

    private let path: String
    private let lines: CSVLines
    private let catalogue: Catalogue
    private var time: (bytes: [UInt8], time: Timestamp)?
    private var metric: (bytes: [UInt8], metric: MetricID)?
    /// The latest time so far, and its line.
    private var newest = (time: Timestamp(milliseconds: .min), line: 0)
    private(set) var faults: CSVFaults

    init(_ path: String, _ catalogue: Catalogue) throws(UserError) {
        self.path = path
        self.catalogue = catalogue
        faults = CSVFaults(path)
        lines = try CSVLines(path)
        try readHeader()
    }

    /// What is wrong with the compressed form.
    var damage: String? { lines.damage }

    /// The next good line; nil at the end.
    mutating func next(_ places: inout CSVPlaces) throws(UserError) -> CSVRow? {
        while true {
            do {
                guard try lines.next() else { return nil }
                return try row(&places)
            } catch let fault as CSVFault {
                faults.add(fault, line: lines.number)
            } catch let error as UserError {
                throw error
            } catch { throw UserError("\(path): \(error)") }
        }
    }

    /// The line that was read last turned out to be of no use.
    mutating func leaveOut(_ reason: String) { faults.add(CSVFault(column: 1, reason: reason), line: lines.number) }

    /// Why there is no good line, at the end of the file.
    var nothing: UserError {
        if let first = faults.first.first {
            return UserError("\(first); of \(Plural.counted(faults.count, "line")) none can be read")
        }
        let line = "\(path):\(lines.number + 1):1: "
        if let damage { return UserError("\(line)\(damage) before the first value; decompress it by hand") }
        return UserError(
            "\(line)no line with a value behind the header; write lines such as 2026-07-01T00:00:00Z,power_watts,A01/t07/g2,640.5"
        )
    }

    private func readHeader() throws(UserError) {
        let mend = "the first line must be \(Self.header.joined(separator: ","))"
        do {
            guard try lines.next() else {
                throw UserError(
                    "\(path):1:1: " + (lines.damage.map { "\($0); decompress it by hand" } ?? "empty; \(mend)"))
            }
        } catch let error as UserError {
            throw error
        } catch { throw UserError("\(path):1:1: no header; \(mend)") }
        let names = (0..<lines.count).map { lines.text($0).lowercased() }
        guard names != Self.header else { return }
        let line = "\(path):\(lines.number)"
        if names.sorted() == Self.header.sorted() {
            let first = names.indices.first { names[$0] != Self.header[$0] }!
            throw UserError("\(line):\(lines.column(first)): its columns stand in another order; \(mend)")
        }
        throw UserError("\(line):1: no header; \(mend)")
    }

    private mutating func row(_ places: inout CSVPlaces) throws -> CSVRow {
        guard lines.count == Self.header.count else {
            throw CSVFault(
                column: 1, reason: "\(lines.count) fields instead of 4; a line is time,metric,place,value")
        }
        // A line that is left out leaves no place behind.
        let time = try readTime(), metric = try readMetric(), value = try readValue()
        let isGPU = catalogue[metric].entity == .gpu
        guard let place = try places.number(lines, 2, isGPU: isGPU) else {
            let of = isGPU ? "a GPU's; its place is a GPU: A01/t07/g2" : "a host's; its place is a tray: A01/t07"
            throw CSVFault(column: lines.column(2), reason: "\(catalogue[metric].name) is \(of)")
        }
        let row = CSVRow(time: time, metric: metric, place: place, value: value)
        if time > newest.time { newest = (time, lines.number) }
        return row
    }

    /// Most lines are of the moment of the line above.
    private mutating func readTime() throws(CSVFault) -> Timestamp {
        if let time, lines.isSame(0, as: time.bytes) { return time.time }
        let text = lines.text(0)
        guard let parsed = CivilTime.parse(text), Self.times.contains(parsed.milliseconds) else {
            throw CSVFault(column: lines.column(0), reason: "no time; write it as 2026-07-01T00:00:00Z")
        }
        guard parsed >= newest.time else {
            throw CSVFault(
                column: lines.column(0),
                reason: "before the time of line \(newest.line); mend that line, or sort by time")
        }
        time = (Array(lines.bytes(0)), parsed)
        return parsed
    }

    /// Most lines are of the metric of the line above.
    private mutating func readMetric() throws(CSVFault) -> MetricID {
        if let metric, lines.isSame(1, as: metric.bytes) { return metric.metric }
        let name = lines.text(1)
        guard let found = catalogue.metric(named: name) else {
            throw CSVFault(
                column: lines.column(1),
                reason: "no metric \"\(name.prefix(60))\"; write a name of the catalogue, such as power_watts")
        }
        metric = (Array(lines.bytes(1)), found)
        return found
    }

    private func readValue() throws(CSVFault) -> Float {
        let bytes = lines.bytes(3)
        guard bytes.withUnsafeBytes({ Decimal.parse($0) }) != nil else {
            throw CSVFault(column: lines.column(3), reason: "no number; write it as 12.5, or leave out the line")
        }
        // Not by way of a Double: its nearest Float is not always the text's.
        guard let value = Float(String(decoding: bytes, as: UTF8.self)), !value.isNaN else {
            throw CSVFault(column: lines.column(3), reason: "not a number; leave out the line where nothing is known")
        }
        guard value.isFinite || bytes.contains(where: { $0 | 0x20 == 0x6E }) else {
            throw CSVFault(column: lines.column(3), reason: "beyond the range of a 32 bit float")
        }
        return value
    }
}
