// Alarms of recordings that nobody judged when they were made: text, files without boards, boards of another version. Unknown is said,
// and asking the rules afterwards finds what they would have said then.

import Alerting
import Console
import Foundation
import Screen
import Storage
import Telemetry
import Testing

@testable import App
@testable import Recording

struct JudgedRecordingTests {
    /// A page every ten seconds for ten minutes; the second GPU is hot from the third minute on.
    private static func hotText() throws -> String {
        var text = ""
        for page in 0..<60 {
            let time = Demo.start.milliseconds + Int64(page) * 10_000
            for gpu in 0..<2 {
                let celsius = (gpu == 1 && page >= 12 ? 92 : 60) + page % 3
                text +=
                    "DCGM_FI_DEV_GPU_TEMP{gpu=\"\(gpu)\",UUID=\"GPU-\(gpu)\",Hostname=\"n1\",instance=\"n1:9400\"} \(celsius) \(time)\n"
            }
        }
        let path = Demo.path("hot.prom")
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }

    @Test func alarmsOfTextAreKnownSinceTheyBegan() throws {
        let path = Demo.path()
        _ = try Conversion.run(ConvertOptions(inputs: [try Self.hotText()], out: path))
        let reader = try RecordingReader(path, known: .standard), begin = Demo.start + 120_000
        let cool = try #require(try reader.moment(at: Demo.start + 100_000))
        #expect(cool.board.silence == nil && cool.board.alarms.isEmpty)
        let moment = try #require(try reader.moment(at: Demo.start + 590_000)), board = moment.board
        let alarm = try #require(board.alarms.first { $0.family == .heat })
        #expect(abs(alarm.since - begin) <= 10_000 && alarm.members.count == 1, "\(alarm)")
        #expect(alarm.members.first?.isFromFirst == nil)
        // The mark on the map has the age of its alarm.
        var scene = Scene(snapshot: moment.snapshot, health: Health(moment.snapshot), mode: "replay")
        scene.alerts = board
        let trouble = try #require(scene.health.troubles.first { $0.mark == .hot })
        #expect(scene.since(trouble) == alarm.members.first?.since)
        #expect(try reader.nextEvent(after: Demo.start + 100_000) != nil)
    }

    @Test func whereNobodyAskedTheRulesNothingIsCalm() throws {
        let path = Demo.path()
        try Demo.record(to: path, slots: 30, gpus: 72)
        let moment = try #require(try RecordingReader(path, known: .standard).moment(at: Demo.start + 30_000))
        #expect(moment.board.silence?.contains("vigie convert") == true)
        let report = AlertReport(
            moment.board, AlertNotebook(), moment.snapshot.topology, now: Timestamp(milliseconds: 0))
        let text = report.write(.text)
        #expect(text.hasPrefix("nothing is known: the rules were not asked") && !text.contains("ready"), "\(text)")
        #expect(report.silence != nil && !report.write(.metrics).contains("} 0"))
        for (width, format) in [(20, SnapshotCommand.Format.text), (80, .text), (120, .json)] {
            var command = SnapshotCommand()
            (command.format, command.frame.width, command.frame.view) = (format, width, "alerts")
            let frame = try command.render(moment.snapshot, alerts: moment.board)
            #expect(frame.contains(format == .json ? "alarms_unknown" : "no alarms are known"), "\(frame)")
        }
    }

    /// What the rules said and nobody can read is not what nobody asked.
    @Test func damagedAlarmsAreCalledDamaged() throws {
        let path = Demo.path(), copy = Demo.path("copy.vigie"), time = Demo.start + 30_000
        try Demo.recordWithAlerts(to: path, slots: 30).finish()
        try Demo.change(path, "UPDATE chunk SET bytes = x'0102' WHERE (id >> 16) & 15 = 6 AND id >> 20 = 2")
        let reader = try RecordingReader(path, known: .standard)
        let moment = try #require(try reader.moment(at: time))
        #expect(moment.damage == ["alarms"] && moment.faults.count == 1, "\(moment.faults)")
        let silence = try #require(moment.board.silence)
        #expect(silence.hasPrefix("\(path): ") && silence.contains("what the rules said is missing or damaged; "))
        #expect(silence.contains("vigie convert") && !silence.contains("not asked"), "\(silence)")
        #expect(try reader.moment(at: Demo.start + 10_000)?.board.silence == nil)
        _ = try Conversion.run(ConvertOptions(inputs: [path], out: copy))
        #expect(try RecordingReader(copy, known: .standard).moment(at: time)?.board.silence == nil)
    }

    /// Asked afterwards, over the recorded moments, the rules say what they said live.
    @Test func aCopyIsJudged() throws {
        let live = Demo.path("live.vigie"), path = Demo.path(), copy = Demo.path("copy.vigie")
        try Demo.recordWithAlerts(to: live, slots: 60) { _, _ in }.finish()
        try Demo.record(to: path, slots: 60)
        let report = try Conversion.run(ConvertOptions(inputs: [path], out: copy))
        #expect(report.contains { $0.contains("of 60 slots it was not known") }, "\(report)")
        let one = try RecordingReader(live, known: .standard), other = try RecordingReader(copy, known: .standard)
        for second in [20, 40, 60] as [Int64] {
            let said = try #require(try one.moment(at: Demo.start + second * 1_000)).board
            let asked = try #require(try other.moment(at: Demo.start + second * 1_000)).board
            #expect(asked.silence == nil && said.alarms.map(\.key) == asked.alarms.map(\.key), "at \(second) s")
            #expect(said.alarms.map(\.since) == asked.alarms.map(\.since), "at \(second) s")
        }
        #expect(try one.moment(at: Demo.start + 60_000)?.board.alarms.isEmpty == false)
    }

    /// What began before the window is as old as it is, in the excerpt of a place too.
    @Test func aCutKnowsWhatBeganBeforeIt() throws {
        let path = Demo.path(), whole = Demo.path("whole.vigie"), cut = Demo.path("cut.vigie")
        try Demo.record(to: path, slots: 60)
        _ = try Conversion.run(ConvertOptions(inputs: [path], out: whole))
        var options = ConvertOptions(inputs: [path], out: cut)
        options.from = "+50s"
        _ = try Conversion.run(options)
        let end = Demo.start + 60_000
        let all = try #require(try RecordingReader(whole, known: .standard).moment(at: end)).board
        let late = try #require(try RecordingReader(cut, known: .standard).moment(at: end)).board
        #expect(all.alarms.contains { $0.since < Demo.start + 48_000 })
        #expect(all.alarms.map(\.key) == late.alarms.map(\.key))
        #expect(all.alarms.map(\.since) == late.alarms.map(\.since))
    }

    @Test func whatWasSaidIsNotAskedAgain() throws {
        let path = Demo.path(), copy = Demo.path("copy.vigie")
        try Demo.recordWithAlerts(to: path, slots: 20) { _, _ in }.finish()
        let report = try Conversion.run(ConvertOptions(inputs: [path], out: copy))
        #expect(!report.contains { $0.contains("not known") }, "\(report)")
    }

    @Test func boardsOfAnotherVersionAreNoCalm() throws {
        let path = Demo.path(), copy = Demo.path("copy.vigie"), recorder = try Recorder(path, Demo.options())
        Demo.play(slots: 30, observer: recorder, gpus: 72) {
            recorder.note(slot: $0.slot) { Array(#"{"of":"tomorrow"}"#.utf8) }
        }
        recorder.finish()
        let moment = try #require(try RecordingReader(path, known: .standard).moment(at: Demo.start + 30_000))
        #expect(moment.board.silence?.contains("another version") == true)
        _ = try Conversion.run(ConvertOptions(inputs: [path], out: copy))
        let again = try #require(try RecordingReader(copy, known: .standard).moment(at: Demo.start + 30_000))
        #expect(again.board.silence == nil)
    }

    /// A repair asks the rules where their word is lost; a beginning that it did not see is told as one.
    @Test func aRepairAsksTheRules() throws {
        let path = Demo.path(), saved = Demo.path("saved.vigie")
        try Demo.recordWithAlerts(to: path, slots: 60) { _, _ in }.finish()
        try Demo.change(path, "UPDATE chunk SET bytes = x'0102' WHERE (id >> 16) & 15 = 6 AND id >> 20 = 3")
        var check = RecordingCheckCommand()
        check.repair = saved
        let result = try check.run([path])
        #expect(result.errors.contains { $0.contains("of 20 slots it was not known") }, "\(result.errors)")
        let board = try #require(try RecordingReader(saved, known: .standard).moment(at: Demo.start + 60_000)).board
        #expect(board.silence == nil && !board.alarms.isEmpty)
        #expect(board.alarms.contains { $0.members.contains { $0.isFromFirst == true } })
    }
}
