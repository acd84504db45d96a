// The alerts at 80x24 and around: what was selected can be read there, and what does not fit is shortened by rule or left out whole.

import Alerting
import Screen
import Storage
import Telemetry
import Testing

@testable import App
@testable import Console

struct AlertsSizeTests {
    /// Several alarms of a small hall, and a leak.
    static let scenes: [Scene] = {
        var options = DemoOptions()
        options.gpus = 576
        let (board, snapshot) = AlertsOneShot.play(options, to: options.start + 90_000, RuleFiles.standard)
        var scene = Scene(snapshot: snapshot, health: Health(snapshot), mode: "demo")
        scene.alerts = board
        return [scene, LeakHall.scene()]
    }()

    private func lines(_ scene: Scene, _ selected: Int, _ width: Int, _ height: Int) -> [String] {
        var state = ConsoleState(view: .alerts)
        state.listLine = selected
        state.settle(scene)
        let canvas = Composer.compose(scene, state, width: width, height: height).canvas
        let text = CanvasText.write(canvas, Lowering(depth: .truecolor))
        return text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    /// The words under the rule as one text, labels and line ends taken out.
    private func told(_ lines: [String]) -> String {
        let from = lines.firstIndex { $0.hasPrefix("──") } ?? lines.count
        return lines.dropFirst(from + 1).map { String($0.dropFirst(10)) }.joined(separator: " ")
            .split(separator: " ").joined(separator: " ")
    }

    @Test(arguments: [(80, 24), (80, 25), (100, 24), (120, 40)])
    func theSelectedAlarmCanBeRead(width: Int, height: Int) throws {
        for scene in Self.scenes {
            #expect(!scene.alerts.alarms.isEmpty)
            for (index, alarm) in scene.alerts.listed.enumerated() {
                let lines = lines(scene, index, width, height), words = told(lines)
                let size = "\(alarm.name) at \(width)x\(height)"
                #expect(words.contains(alarm.placeName), "\(size)")
                for part in [alarm.summary, alarm.cause, alarm.nextStep] {
                    #expect(
                        words.contains(part.split(separator: " ").joined(separator: " ")), "\(size): \(part)\n\(words)")
                }
                let clock = CivilTime(alarm.since, offsetSeconds: 0).clock
                #expect(words.contains(clock), "\(size): no \(clock)")
                // It stays in sight of its list, with all of its extent.
                let row = try #require(lines.first { $0.dropFirst().hasPrefix("▌") }, "\(size)")
                let extent = "\(Figures.count(alarm.memberCount))/\(Figures.count(alarm.memberTotal))"
                #expect(row.contains(extent), "\(size): \(row)")
            }
        }
    }

    /// Where not all of it finds room, what to do next comes before since and cause, and each of them has a line.
    @Test func onLittleRoomTheNextStepStays() {
        for scene in Self.scenes {
            for (index, alarm) in scene.alerts.listed.enumerated() {
                let lines = lines(scene, index, 60, 15), words = told(lines)
                let start = alarm.nextStep.split(separator: " ").prefix(3).joined(separator: " ")
                #expect(words.contains(start), "\(alarm.name): \(words)")
                for label in [" since ", " cause ", " next "] {
                    #expect(lines.contains { $0.hasPrefix(label) }, "\(alarm.name): no\(label)")
                }
            }
        }
    }

    @Test(arguments: [(80, 24), (120, 40)]) func alarmsMatchTheirGolden(width: Int, height: Int) throws {
        var state = ConsoleState(view: .alerts)
        state.settle(Self.scenes[0])
        let canvas = Composer.compose(Self.scenes[0], state, width: width, height: height).canvas
        try Golden.compare(RoleGrid.write(canvas), "alarms-\(width)x\(height)")
    }

    @Test func whatFindsNoRoomIsCounted() throws {
        let scene = Self.scenes[0]
        var counted = 0
        for index in scene.alerts.listed.indices {
            let words = told(lines(scene, index, 80, 24))
            if words.contains("on a taller screen") { counted += 1 }
            #expect(!told(lines(scene, index, 80, 100)).contains("on a taller screen"))
        }
        #expect(counted > 0)
    }

    /// The lines of counts end with a word, and a severity that has no room with its short form.
    @Test func nothingIsCutByAccident() {
        for scene in Self.scenes {
            for width in 60...200 {
                let lines = lines(scene, 0, width, 24)
                for line in lines[2...3] { #expect(!line.hasSuffix("…"), "\(width): \(line)") }
                for line in lines {
                    #expect(!line.contains("emergen…") && !line.contains("critica…"), "\(width): \(line)")
                }
            }
        }
    }

    @Test func anEmergencyHasAShortName() {
        let scene = Self.scenes[1]
        #expect(scene.alerts.alarms.first?.severity == .emergency)
        #expect(lines(scene, 0, 80, 24).contains { $0.hasPrefix(" emerg    ") })
        #expect(Severity.allCases.allSatisfy { $0.short.count <= 5 && $0.rawValue.hasPrefix($0.short) })
    }
}
