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
