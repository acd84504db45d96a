// What a frame of a demo says of alarms: all there is where every second could be watched, else that nobody judged. Never none in place of unknown.

import Alerting
import Console
import Simulator
import Storage
import Telemetry
import Testing

@testable import App

struct DemoMomentTests {
    private func options(_ gpus: Int, _ scenario: Scenario = .mixed) -> DemoOptions {
        var options = DemoOptions()
        options.gpus = gpus
        options.scenario = scenario
        return options
    }

    private func play(_ options: DemoOptions, view: String? = nil) -> DemoMoment {
        DemoMoment(options, at: options.start + 90_000, view: view, RuleFiles.standard)
    }

    private func text(_ moment: DemoMoment, _ size: (Int, Int), view: String? = nil) throws -> String {
        var command = SnapshotCommand()
        (command.frame.width, command.frame.height) = size
        command.frame.view = view
        return try command.render(moment.snapshot, alerts: moment.board)
    }

    @Test func ofASmallHallEveryViewKnowsTheAlarms() throws {
        let options = options(576)
        let moment = play(options)
        let (board, snapshot) = AlertsOneShot.play(options, to: options.start + 90_000, RuleFiles.standard)
        #expect(!board.alarms.isEmpty && moment.board.alarms == board.alarms)
        #expect(moment.snapshot.moment == snapshot.moment)
        let hall = try text(moment, (120, 40))
        #expect(hall.contains("ALARMS") && !hall.contains("not judged"))
        for (width, view) in [(80, "hall"), (120, "rack"), (168, "table")] {
            #expect(!(try text(moment, (width, 40), view: view)).contains("not judged"), "\(view)")
        }
        // The same again, to the byte.
        #expect(try text(play(options), (120, 40)) == hall)
    }

    /// A hall that is not shortened shows what a live screen shows, events of alarms among it.
    @Test(arguments: [5, 45, 90] as [Int64]) func aSmallHallIsAsItIsLive(seconds: Int64) throws {
        let options = options(72), topology = options.topology, feed = options.feed(topology)
        let store = Store(topology: topology, catalogue: .standard, targets: feed.targets, start: options.start)
        let watch = AlertWatch(RuleFiles.standard, notes: nil, latches: false)
        var board = AlertBoard.empty
        for second in 0..<seconds {
            let from = options.start + second * 1_000
            feed.play(from: from, to: from + 1_000, into: store)
            guard let snapshot = store.close(upTo: from + 1_300) else { continue }
            board = watch.look(at: snapshot, store: store, notes: []).board
        }
        let shown = DemoMoment(options, at: options.start + seconds * 1_000, RuleFiles.standard)
        for view in ViewName.allCases {
            var command = SnapshotCommand()
            (command.frame.width, command.frame.height, command.frame.view) = (120, 40, view.rawValue)
            let live = try command.render(store.snapshot, alerts: board)
            #expect(try command.render(shown.snapshot, alerts: shown.board) == live, "\(view)")
        }
    }

    /// The help names the largest hall that is judged at the moment that is shown unless another is asked for.
    @Test func theHelpTellsTheLargestHallThatIsJudged() {
        #expect(DemoMoment.judgedWords == "up to 96,600 GPUs times seconds in at most 600 seconds: at +90s 1,061 GPUs")
        func isJudged(_ gpus: Int) -> Bool { Int64(gpus) * 91 <= DemoMoment.judgedSamples }
        #expect(isJudged(1_061) && !isJudged(1_062))
    }

    @Test func ofALargeHallTheHeaderSaysThatNobodyJudged() throws {
        let moment = play(options(1_152))
        #expect(!moment.board.isJudged && moment.snapshot.moment == DemoOptions.defaultStart + 90_000)
        for view in ViewName.allCases {
            for size in [(80, 24), (120, 40), (168, 50)] {
                let first = try text(moment, size, view: view.rawValue).split(separator: "\n").first ?? ""
                #expect(first.contains("alarms not judged"), "\(view) at \(size): \(first)")
                #expect(first.contains("00:01:30 UTC"), "\(first)")
            }
        }
    }

    @Test func noMarksAreNoCalmWhereNobodyJudged() throws {
        let moment = play(options(1_152, .none))
        for size in [(40, 12), (80, 24), (120, 40)] {
            let frame = try text(moment, size)
            #expect(frame.contains("nothing marked"), "\(frame)")
            #expect(!frame.contains("calm") && !frame.contains("TROUBLES  none"), "\(frame)")
        }
        for size in [(20, 5), (30, 8), (59, 20)] {
            #expect(try text(moment, size).contains("not judged"), "\(size)")
        }
        let judged = play(options(288, .none))
        #expect(try text(judged, (80, 24)).contains("● calm"))
        #expect(try text(judged, (120, 40)).contains("TROUBLES  none"))
    }

    /// A small hall late in its day is as long to watch as a large one early.
    @Test func nobodyWatchesForHours() {
        let options = options(4)
        #expect(DemoMoment(options, at: options.start + 500_000, RuleFiles.standard).board.isJudged)
        #expect(!DemoMoment(options, at: options.start + 7_200_000, RuleFiles.standard).board.isJudged)
    }

    @Test func theAlertsAreAlwaysJudged() {
        let options = options(1_152)
        let moment = DemoMoment(options, at: options.start + 85_000, view: "alerts", RuleFiles.standard)
        #expect(moment.board.isJudged && moment.board.moment == moment.snapshot.moment)
    }
}
