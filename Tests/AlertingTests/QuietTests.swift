// What must not be said twice, or wrongly: a hanging job is not dead, and heat does not begin anew after each pause of its job.

import Alerting
import Simulator
import Storage
import Telemetry
import Testing
import Trials

@testable import App

struct QuietTests {
    @Test(arguments: [1, 2]) func aHangingJobIsNeverCalledDead(seed: UInt64) {
        let feed = SampleFeed(gpus: 576, seed: seed, scenario: .jobHang)
        var names = Set<String>()
        feed.play(0..<160) { board in names.formUnion((board.alarms + board.waiting).map(\.name)) }
        #expect(names.contains("JobHangs") && !names.contains("JobFell"), "\(names)")
    }

    @Test func heatOutlastsAPauseOfItsJob() throws {
        let hall = BatchHall(gpus: 72, [.tempMarginCelsius])
        var numbers = Set<Int>(), silent = 0
        hall.play(
            0..<300,
            each: { board in
                numbers.formUnion(board.alarms.map(\.number))
                if !numbers.isEmpty, board.alarms.isEmpty { silent += 1 }
            }
        ) { _, gpu, second in
            // Ten seconds of a checkpoint, and a minute until it is as hot again.
            gpu == 5 && second >= 4 && !(150..<220).contains(second) ? -4 : 30
        }
        #expect(numbers.count == 1 && silent == 0)
        #expect(hall.board.resolved.isEmpty)
    }

    @Test func heatThatIsOverEnds() {
        let hall = BatchHall(gpus: 72, [.tempMarginCelsius])
        hall.play(0..<300) { _, gpu, second in gpu == 5 && (4..<60).contains(second) ? -4 : 30 }
        #expect(hall.board.alarms.isEmpty && hall.board.resolved.count == 1)
    }
}
