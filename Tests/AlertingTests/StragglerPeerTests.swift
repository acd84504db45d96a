// Who is slow is told by comparison with healthy work: what a brake or heat took most of is no measure for whom it spared.

import Alerting
import Storage
import Telemetry
import Testing

@testable import App

struct StragglerPeerTests {
    /// 40 or 16 of a rack's 72 GPUs are braked to half their power after ten seconds.
    private func hall(braked: Int, slow: Int? = nil) -> BatchHall {
        let hall = BatchHall(gpus: 72, [.powerWatts, .clockEvents])
        hall.play(0..<330) { metric, gpu, second in
            let isBraked = gpu < braked && second >= 10
            if metric == .clockEvents { return isBraked ? 0x88 : 0 }
            return (isBraked ? 500 : gpu == slow ? 700 : 1_000) + Double((gpu * 7 + second) % 5)
        }
        return hall
    }

    @Test func whomABrakeSparedIsNoStraggler() {
        let board = hall(braked: 40).board
        #expect(board.alarms.map(\.name) == ["PowerBrake"], "\(board.alarms.map(\.summary))")
    }

    @Test func theHealthyMajorityStillFindsTheSlowOne() throws {
        let hall = hall(braked: 32, slow: 70)
        let speed = try #require(hall.board.alarms.first { $0.family == .speed }, "\(hall.board.alarms.map(\.summary))")
        #expect(speed.members.map(\.place) == [.gpu(70)])
        #expect(hall.engine.stragglers.filter { $0.windows >= 3 }.map(\.gpu) == [70])
    }
}
