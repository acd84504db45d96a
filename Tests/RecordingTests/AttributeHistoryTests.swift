// Who stood where, and since when: a replay of any moment says what the live hall said then.

import App
import Facility
import Foundation
import Storage
import Telemetry
import Testing

@testable import Recording

struct AttributeHistoryTests {
    private static let hosts = [("a01-c01", "A01"), ("a02-c01", "A02")]

    /// Two trays in two racks, whose GPUs change jobs, drivers and themselves.
    private static func play(
        slots: Int, options: RecordingOptions, to path: String, each: (Snapshot) -> Void = { _ in }
    ) throws {
        let topology = Topology(
            site: "", hall: "hall",
            hosts: hosts.enumerated().map {
                HostEntry(name: $1.0, place: HostPlace(row: "A", rack: $0 + 1, tray: 1), gpus: 4)
            })
        let targets = hosts.map { TargetDescription(url: "test://\($0.0)", address: $0.0, intervalMs: 1_000) }
        let store = Store(
            topology: topology, catalogue: .standard, targets: targets, start: Demo.start, hotSlots: 90)
        let recorder = try Recorder(path, options)
        store.observer = recorder
        var random = SystemRandomNumberGenerator()
        var identities = hosts.indices.map { host in
            (0..<4).map { ordinal in
                var identity = GPUIdentity(ordinal: ordinal)
                identity.uuid = "GPU-\(host)\(ordinal)"
                return identity
            }
        }
        let values = PageValues()
        values.resize(to: 4)
        for slot in 0..<slots {
            for host in hosts.indices {
                // Several pages within a slot.
                for part in 1...3 {
                    let gpu = Int.random(in: 0..<4, using: &random)
                    switch Int.random(in: 0..<8, using: &random) {
                    case 0: identities[host][gpu].job = "job-\(Int.random(in: 0..<4, using: &random))"
                    case 1: identities[host][gpu].job = ""
                    case 2: identities[host][gpu].uuid = "GPU-\(slot)-\(part)"
                    case 3: identities[host][gpu].driverVersion = "580.\(slot)"
                    default: break
                    }
                    for index in 0..<4 { values[index] = Double(40 + slot % 10 + index) }
                    store.accept(
                        .page(
                            Batch(
                                target: host, time: Demo.start + Int64(slot * 1_000 + part * 200 + host),
                                table: table(host, identities[host]), values: values, bytes: 1)))
                }
            }
            if let snapshot = store.close(upTo: Demo.start + Int64(slot + 1) * 1_000 + 300) { each(snapshot) }
        }
        recorder.finish()
        if case .stopped(let why) = recorder.status.phase { throw RecordingError(.misuse, why) }
    }

    private static func table(_ host: Int, _ identities: [GPUIdentity]) -> SeriesTable {
        let series = (0..<4).map {
            SeriesTable.Series(name: "t", labels: "gpu=\($0)", metric: .tempCelsius, factor: 1, host: 0, gpu: $0)
        }
        return SeriesTable(
            series: SeriesList(blocks: [.init(series)]), hosts: [hosts[host].0], gpus: identities.map { (0, $0) })
    }

    /// `job 3 1200=train`: everything that is known of some GPUs.
    private static func words(_ snapshot: Snapshot, _ gpus: Range<Int>) -> [String] {
        gpus.flatMap { gpu in
            Attribute.allCases.flatMap { attribute in
                snapshot.attributes.history(attribute, of: gpu).map {
                    "\(attribute) \(gpu - gpus.lowerBound) \($0.from.milliseconds)=\($0.value)"
                }
            }
        }
    }

    @Test func aReplayKnowsWhatTheLiveHallKnew() throws {
        let path = Demo.path()
        var live: [Snapshot] = []
        try Self.play(slots: 200, options: Demo.options(spanSlots: 15), to: path) { live.append($0) }
        let reader = try RecordingReader(path, known: .standard)
        for snapshot in [0, 1, 2, 14, 15, 40, 77, 140, 198, 199].map({ live[$0] }) + live.shuffled().prefix(20) {
            let replayed = try #require(try reader.moment(at: snapshot.moment)).snapshot
            let words = Self.words(replayed, 0..<8)
            #expect(words == Self.words(snapshot, 0..<8), "slot \(snapshot.slot)")
            #expect(snapshot.slot < 100 || words.count > 100)
            let time = snapshot.moment - 700
            #expect(
                replayed.attributes.value(.job, of: 5, at: time) == snapshot.attributes.value(.job, of: 5, at: time))
        }
        // More than once everything was said anew.
        #expect(try Self.keys(reader) > 2)
    }

    private static func keys(_ reader: RecordingReader) throws -> Int64 {
        try reader.file.database.integer("SELECT count(*) FROM attribute WHERE is_key = 1") ?? 0
    }

    @Test func anExcerptKeepsTheHistoryOfItsPlaces() throws {
        let path = Demo.path(), out = Demo.path("part.vigie")
        var live: Snapshot?
        try Self.play(slots: 60, options: Demo.options(), to: path) { if $0.slot == 44 { live = $0 } }
        var options = ConvertOptions(inputs: [path], out: out)
        options.select = "A02"
        options.from = "+30s"
        options.to = "+50s"
        _ = try Conversion.run(options)
        let snapshot = try #require(live)
        let part = try #require(try RecordingReader(out, known: .standard).moment(at: snapshot.moment)).snapshot
        #expect(part.topology.gpuCount == 4)
        #expect(Self.words(part, 0..<4) == Self.words(snapshot, 4..<8))
    }

    @Test func retentionKeepsWhatItsMomentsNeed() throws {
        let path = Demo.path()
        var recording = Demo.options(spanSlots: 10)
        recording.retainMs = 30_000
        var live: [Snapshot] = []
        try Self.play(slots: 120, options: recording, to: path) { live.append($0) }
        let reader = try RecordingReader(path, known: .standard)
        let extent = try #require(reader.extent)
        for snapshot in live where snapshot.moment > extent.start {
            let replayed = try #require(try reader.moment(at: snapshot.moment)).snapshot
            #expect(Self.words(replayed, 0..<8) == Self.words(snapshot, 0..<8), "slot \(snapshot.slot)")
        }
        let oldest = try #require(try reader.file.database.integer("SELECT min(slot) FROM attribute"))
        #expect(oldest > 0)
    }

    /// A file of before says who stands where at the moment, and nothing of what was.
    @Test func aFileWithoutTheTableIsRead() throws {
        let path = Demo.path()
        var live: Snapshot?
        try Self.play(slots: 12, options: Demo.options(), to: path) { live = $0 }
        let file = try RecordingFile(path, .write(group: nil))
        try file.database.execute("DROP TABLE attribute")
        file.release()
        let snapshot = try #require(live)
        let replayed = try #require(try RecordingReader(path, known: .standard).moment(at: snapshot.moment)).snapshot
        for gpu in 0..<8 {
            let uuid = snapshot.attributes.value(.uuid, of: gpu, at: snapshot.moment)
            #expect(replayed.attributes.value(.uuid, of: gpu, at: snapshot.moment) == uuid)
            #expect(replayed.attributes.value(.uuid, of: gpu, at: snapshot.moment - 1) == nil)
        }
        // Recorded into again, it gets the table.
        try Self.play(slots: 3, options: Demo.options(), to: path)
        #expect(try Self.keys(RecordingReader(path, known: .standard)) == 1)
    }
}
