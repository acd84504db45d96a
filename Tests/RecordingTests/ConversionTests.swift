// Windows, places, other names, and what Prometheus makes of an export.

import App
import Facility
import Foundation
import Storage
import Telemetry
import Testing

@testable import Recording

struct ConversionTests {
    @Test func aWindowOfARackWithoutNames() throws {
        let path = Demo.path(), out = Demo.path("cut.vigie")
        try Demo.record(to: path, slots: 60, gpus: 288)
        var options = ConvertOptions(inputs: [path], out: out)
        options.from = "+20s"
        options.to = "+50s"
        options.select = "A03"
        options.anonymise = true
        let report = try Conversion.run(options)
        #expect(report.contains { $0.contains("of kind host") })
        let reader = try RecordingReader(out, known: .standard)
        let extent = try #require(reader.extent)
        #expect(extent.start == Demo.start + 20_000)
        #expect(extent.end == Demo.start + 50_000)
        let moment = try #require(try reader.moment(at: Demo.start + 40_000))
        let original = try #require(
            try RecordingReader(path, known: .standard).moment(at: Demo.start + 40_000)?.snapshot)
        #expect(moment.snapshot.topology.racks.map(\.name) == ["A03"])
        let rack = original.topology.rack(named: "A03")!
        for (new, old) in zip(moment.snapshot.topology.racks[0].gpus, original.topology.racks[rack].gpus) {
            #expect(moment.snapshot.value(.powerWatts, new).bitPattern == original.value(.powerWatts, old).bitPattern)
            #expect(moment.snapshot.gpuState(new) == original.gpuState(old))
        }
        // Not a byte of a name is left, compressed or not.
        let names = original.topology.trays.map(\.host) + (0..<8).compactMap { original.identity($0)?.uuid }
        let texts = try #require(try Self.allText(out))
        for name in names where !name.isEmpty { #expect(!texts.contains(name), "\(name)") }
    }

    /// Every text that the file can give.
    private static func allText(_ path: String) throws -> String? {
        let reader = try RecordingReader(path, known: .standard)
        var text = ""
        for epoch in reader.epochs {
            text += epoch.targets.map { "\($0.url) \($0.address) \($0.labels)" }.joined(separator: " ")
            text += epoch.topology.trays.map(\.host).joined(separator: " ")
            text += try reader.file.words(epoch: epoch.id, after: 0).joined(separator: " ")
        }
        for layout in 1...10_000 {
            guard let table = try reader.table(layout) else { break }
            text += table.hosts.joined(separator: " ") + table.gpus.map { "\($0.identity)" }.joined()
            for part in table.series.parts { text += part.block.printed.map(\.labels).joined(separator: " ") }
        }
        return text
    }

    /// The alarms whose members are in the excerpt, in its own numbers; what is elsewhere is left out.
    @Test func anExcerptOfAPlaceHasItsAlarms() throws {
        let path = Demo.path(), out = Demo.path("cut.vigie")
        try Demo.recordWithAlerts(to: path, slots: 60) { _, _ in }.finish()
        let whole = try #require(try RecordingReader(path, known: .standard).moment(at: Demo.start + 60_000))
        let alarm = try #require(whole.board.alarms.first { $0.scope == nil && !$0.members.isEmpty })
        let rack = try #require(Self.rack(alarm.members[0].place, whole.snapshot.topology))
        var options = ConvertOptions(inputs: [path], out: out)
        options.select = whole.snapshot.topology.racks[rack].name
        _ = try Conversion.run(options)
        let part = try #require(try RecordingReader(out, known: .standard).moment(at: Demo.start + 60_000))
        let found = try #require(part.board.alarms.first { $0.key == alarm.key })
        #expect(found.name == alarm.name && found.since == alarm.since)
        let old = whole.snapshot.topology, new = part.snapshot.topology
        #expect(found.members.map { new.path($0.place) } == alarm.members.map { old.path($0.place) })
        for other in part.board.alarms { for member in other.members { #expect(Self.rack(member.place, new) == 0) } }
    }

    private static func rack(_ place: Place, _ topology: Topology) -> Int? {
        switch place {
        case .gpu(let gpu): topology.trays[Int(topology.trayOfGPU[gpu])].rack
        case .tray(let tray): topology.trays[tray].rack
        case .rack(let rack): rack
        case .row, .hall: nil
        }
    }

    /// Of one GPU mean, least and greatest are one number, printed alike in every format.
    @Test func aDumpPrintsOneValueOneWay() throws {
        let path = Demo.path()
        try Demo.record(to: path, slots: 3, gpus: 72)
        var options = DumpOptions(metrics: ["power_watts"])
        options.level = .gpu
        var known = 0
        for row in try Dump.recording(path, options).split(separator: "\n").dropFirst() {
            let fields = row.split(separator: ",", omittingEmptySubsequences: false)
            guard !fields[3].isEmpty else { continue }
            known += 1
            #expect(fields[3] == fields[4] && fields[4] == fields[5], "\(row)")
        }
        #expect(known > 0)
        options.format = .json
        for row in try Dump.recording(path, options).split(separator: "\n") {
            let numbers = ["mean", "min", "max"].compactMap { key in
                row.firstRange(of: "\"\(key)\":").map { row[$0.upperBound...].prefix { $0 != "," } }
            }
            #expect(Set(numbers).count == 1, "\(row)")
        }
    }

    /// A level that is no finer than the place means the place.
    @Test func aDumpOfAPlaceIsOfThatPlace() throws {
        let path = Demo.path()
        try Demo.record(to: path, slots: 3, gpus: 144)
        func places(_ level: Level, _ select: String) throws -> Set<String> {
            var options = DumpOptions(metrics: ["power_watts"])
            (options.level, options.select) = (level, select)
            let text = try Dump.recording(path, options)
            return Set(text.split(separator: "\n").dropFirst().map { String($0.split(separator: ",")[2]) })
        }
        #expect(try places(.hall, "A01") == ["A01"])
        #expect(try places(.rack, "A01/t02") == ["A01/t02"])
        #expect(try places(.gpu, "A01/t02/g1") == ["A01/t02/g1"])
        #expect(try places(.tray, "A02").count == 18)
        #expect(try places(.rack, "A") == ["A01", "A02"])
    }

    /// One GPU is exported alone: its own power as the tracks have it, in both forms, and nothing of its host.
    @Test func oneGPUIsExportedAlone() throws {
        let path = Demo.path(), csv = Demo.path("one.csv"), text = Demo.path("one.om")
        try Demo.record(to: path, slots: 20, gpus: 72)
        for out in [csv, text] {
            var options = ConvertOptions(inputs: [path], out: out)
            options.select = "A01/t02/g1"
            _ = try Conversion.run(options)
        }
        let rows = try String(contentsOfFile: csv, encoding: .utf8).split(separator: "\n").dropFirst()
        #expect(Set(rows.map { $0.split(separator: ",")[2] }) == ["A01/t02/g1"])
        let tracked = rows.filter { $0.contains(",power_watts,") }.map { $0.split(separator: ",")[3] }
        let lines = try String(contentsOfFile: text, encoding: .utf8).split(separator: "\n")
        #expect(!lines.contains { $0.hasPrefix("node_") })
        let power = lines.filter { $0.hasPrefix("DCGM_FI_DEV_POWER_USAGE{") }
        #expect(Set(power.map { $0.prefix { $0 != "}" } }).count == 1, "\(power.prefix(3))")
        let printed = power.compactMap { Float($0.split(separator: " ").dropLast().last ?? "") }
        // The tracks are rounded to the metric's resolution.
        #expect(!printed.isEmpty)
        for value in printed { #expect(tracked.contains { abs((Float($0) ?? .nan) - value) <= 1 }, "\(value)") }
    }

    /// A clock that was set back recorded seconds twice: the later are in the text, in order, and none is missing.
    @Test func secondsRecordedTwiceAreExportedOnce() throws {
        let path = Demo.path(), text = Demo.path("twice.om")
        for (slots, laterMs) in [(50, 0), (20, 15_000)] as [(Int, Int64)] {
            let recorder = try Recorder(path, Demo.options())
            Demo.play(slots: slots, observer: recorder, gpus: 72, laterMs: laterMs)
            recorder.finish()
        }
        let report = try Conversion.run(ConvertOptions(inputs: [path], out: text))
        #expect(report.contains { $0.contains("recorded again") }, "\(report)")
        #expect(!report.contains { $0.contains("lies before") }, "\(report)")
        var times: [Substring: [Double]] = [:]
        for line in try String(contentsOfFile: text, encoding: .utf8).split(separator: "\n")
        where line.hasPrefix("DCGM_FI_DEV_POWER_USAGE{") {
            times[line.prefix { $0 != "}" }, default: []].append(Double(line.split(separator: " ").last!)!)
        }
        for each in times.values { #expect(each == each.sorted() && Set(each).count == each.count) }
        let seconds = Set(times.values.joined().map { Int($0) - Int(Demo.start.milliseconds / 1_000) })
        #expect(seconds.isSuperset(of: 3..<49), "\(seconds.sorted())")
    }

    @Test func nothingIsOverwritten() throws {
        let path = Demo.path()
        try Demo.record(to: path, slots: 3, gpus: 72)
        #expect(throws: UserError.self) { try Conversion.run(ConvertOptions(inputs: [path], out: path)) }
    }

    /// Debian's promtool makes blocks of the export, and gives every value back.
    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/promtool")))
    func prometheusReadsTheExportBack() throws {
        let path = Demo.path(), folder = Demo.folder()
        let text = folder.appendingPathComponent("hall.om").path
        try Demo.record(to: path, slots: 20, gpus: 72)
        var options = ConvertOptions(inputs: [path], out: text)
        options.select = "A01/t01"
        _ = try Conversion.run(options)
        let blocks = folder.appendingPathComponent("data").path
        let made = try Self.promtool(["tsdb", "create-blocks-from", "openmetrics", text, blocks], folder)
        #expect(made.status == 0, "\(made.output.suffix(400))")
        // The tool wants a log beside the blocks, empty or not.
        try FileManager.default.createDirectory(atPath: blocks + "/wal", withIntermediateDirectories: true)
        let dump = try Self.promtool(["tsdb", "dump", blocks], folder)
        #expect(dump.status == 0)
        #expect(Self.exported(text) == Self.dumped(dump.output))
        #expect(Self.exported(text).count > 2_000)
    }

    private static func promtool(_ arguments: [String], _ folder: URL) throws -> (status: Int32, output: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/promtool")
        process.arguments = arguments
        let file = folder.appendingPathComponent(UUID().uuidString)
        FileManager.default.createFile(atPath: file.path, contents: nil)
        process.standardOutput = try FileHandle(forWritingTo: file)
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: try Data(contentsOf: file), as: UTF8.self))
    }

    /// Labels sorted, value bits and milliseconds of each exported line.
    private static func exported(_ path: String) -> Set<String> {
        let text = String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
        return Set(
            text.split(separator: "\n").filter { !$0.hasPrefix("#") }.compactMap { line in
                guard let open = line.firstIndex(of: "{"), let close = line.lastIndex(of: "}") else { return nil }
                let rest = line[line.index(after: close)...].split(separator: " ")
                let labels = pairs(line[line.index(after: open)..<close]) + ["__name__=\"\(line[..<open])\""]
                let milliseconds = Int64((Double(rest[1])! * 1000).rounded())
                return "\(labels.sorted()) \(Double(rest[0])!.bitPattern) \(milliseconds)"
            })
    }

    private static func dumped(_ text: String) -> Set<String> {
        Set(
            text.split(separator: "\n").compactMap { line in
                guard let close = line.lastIndex(of: "}"), line.first == "{" else { return nil }
                let rest = line[line.index(after: close)...].split(separator: " ")
                let labels = pairs(line[line.index(after: line.startIndex)..<close])
                return "\(labels.sorted()) \(Double(rest[0])!.bitPattern) \(rest[1])"
            })
    }

    private static func pairs(_ block: Substring) -> [String] {
        var pairs: [String] = [], current = "", quoted = false
        for character in block {
            if character == "\"" { quoted.toggle() }
            if character == ",", !quoted {
                pairs.append(current.trimmingCharacters(in: .whitespaces))
                current = ""
            } else {
                current.append(character)
            }
        }
        if !current.isEmpty { pairs.append(current.trimmingCharacters(in: .whitespaces)) }
        // An empty label is no label: Prometheus drops it.
        return pairs.filter { !$0.hasSuffix("=\"\"") }
    }
}
