// A recorder that is followed and dies: the follower says so and shows nothing as now's; one that goes on is believed again.

import Console
import Facility
import Screen
import Storage
import Telemetry
import Testing

@testable import App
@testable import Recording

struct HeartbeatTests {
    @Test func aFollowerSaysThatNothingComes() throws {
        let path = Demo.path()
        try Demo.record(to: path, slots: 20, gpus: 72)
        let set = try RecordingSet([path])
        let machine = TimeMachine(Timekeeper(motion: .pinned, endMoves: true), isReplay: true) {
            () throws(UserError) in set
        }
        let live = Snapshot(
            gap: StandardHall.topology(gpus: 72), catalogue: .standard, moment: Demo.start, stepMs: 1_000)
        func silence(_ steadyMs: Int64) throws -> Int64? {
            try #require(try machine.look(steadyMs: steadyMs, live: live, wall: Demo.start)).silenceMs
        }
        #expect(try silence(0) == nil && silence(3_000) == nil)
        #expect(try silence(4_200) == 4_000 && silence(134_000) == 134_000)
        let recorder = try Recorder(path, Demo.options())
        Demo.play(slots: 5, observer: recorder, gpus: 72, laterMs: 60_000)
        recorder.finish()
        #expect(try silence(135_000) == nil && silence(139_500) == 4_000)
    }

    /// A recorder that was started again with its clock set back writes before the end of all: the follower is where it writes.
    @Test func aFollowerIsWhereTheRecorderIs() throws {
        let path = Demo.path()
        try Demo.record(to: path, slots: 40, gpus: 72)
        let live = Snapshot(
            gap: StandardHall.topology(gpus: 72), catalogue: .standard, moment: Demo.start, stepMs: 1_000)
        func machine() throws -> TimeMachine {
            let set = try RecordingSet([path])
            return TimeMachine(Timekeeper(motion: .pinned, endMoves: true), isReplay: true) {
                () throws(UserError) in set
            }
        }
        func look(_ machine: TimeMachine, _ steadyMs: Int64) throws -> TimeMachine.Shown {
            try #require(try machine.look(steadyMs: steadyMs, live: live, wall: Demo.start))
        }
        let before = try machine()
        #expect(try look(before, 0).snapshot.moment == Demo.start + 40_000)
        #expect(try look(before, 5_000).silenceMs == 5_000)
        let recorder = try Recorder(path, Demo.options())
        Demo.play(slots: 5, observer: recorder, gpus: 72)
        recorder.finish()
        for (machine, steadyMs) in [(before, 6_000), (try machine(), 0)] as [(TimeMachine, Int64)] {
            let shown = try look(machine, steadyMs)
            #expect(shown.snapshot.moment == Demo.start + 5_000 && shown.silenceMs == nil && shown.mode == "follow")
            // One goes away and comes back to it.
            _ = machine.apply(
                .seek("start"), current: shown.snapshot, live: live, steadyMs: steadyMs + 100, zoneSeconds: 0)
            #expect(try look(machine, steadyMs + 200).snapshot.moment < Demo.start + 5_000)
            _ = machine.apply(.end, current: shown.snapshot, live: live, steadyMs: steadyMs + 300, zoneSeconds: 0)
            #expect(try look(machine, steadyMs + 400).snapshot.moment == Demo.start + 5_000)
        }
        // Of two files that of the two which grows is followed, whatever the other's end.
        let other = Demo.path("other.vigie")
        try Demo.record(to: other, runsAtMs: [3_600_000], slots: 5)
        let both = try RecordingSet([path, other])
        #expect(both.newest == Demo.start + 3_605_000)
        try Demo.record(to: path, runsAtMs: [10_000], slots: 5)
        both.refresh()
        #expect(both.newest == Demo.start + 15_000)
    }

    /// Opened on a file that stopped growing long ago, this machine's clock knows more than the look.
    @Test func aLiveRecordingsEndTellsItsAge() {
        var heartbeat = Heartbeat()
        func silence(_ steadyMs: Int64, isLive: Bool) -> Int64? {
            heartbeat.silence(
                end: Demo.start, stepMs: 1_000, isLive: isLive, steadyMs: steadyMs,
                wall: Demo.start + 600_000 + steadyMs)
        }
        #expect(silence(0, isLive: true) == 600_000 && silence(5_000, isLive: true) == 605_000)
        heartbeat = Heartbeat()
        #expect(silence(0, isLive: false) == nil && silence(5_000, isLive: false) == 5_000)
    }

    @Test(arguments: [168, 80, 50]) func theScreenSaysSo(width: Int) throws {
        let path = Demo.path()
        try Demo.record(to: path, slots: 20, gpus: 72)
        let snapshot = try #require(
            try RecordingReader(path, known: .standard).moment(at: Demo.start + 20_000)?.snapshot)
        var scene = Scene(snapshot: snapshot, health: Health(snapshot), mode: "follow")
        func draw() -> Canvas { Composer.compose(scene, ConsoleState(), width: width, height: 40).canvas }
        func isHot(_ canvas: Canvas) -> Bool {
            canvas.cells.contains { $0.foreground.heatLevel != nil || $0.background.heatLevel != nil }
        }
        #expect(isHot(draw()))
        scene.silenceMs = 134_000
        let silent = draw()
        #expect(!isHot(silent))
        let line = CanvasText.write(silent, Lowering(depth: .truecolor)).split(separator: "\n")[0]
        #expect(
            line.contains(width < 60 ? "nothing for 2m14s" : "nothing new for 2m14s") && !line.contains("samples/s"),
            "\(line)")
        #expect(width < 100 || line.contains("is the recorder alive?"))
        scene.silenceWords = "the file was deleted or moved"
        let lost = CanvasText.write(draw(), Lowering(depth: .truecolor)).split(separator: "\n")[0]
        #expect(width < 80 || lost.contains("nothing new for 2m14s: the file was deleted"), "\(lost)")
        let sign = try #require((0..<width).first { silent[$0, 0].scalar == "▲" })
        #expect(silent[sign, 0].foreground == .role(.critical))
    }
}
