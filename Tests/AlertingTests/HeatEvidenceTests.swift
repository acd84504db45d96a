// The evidence of heat speaks of the temperature that the alarm is about, and compares a loop with what works as hard.

import Alerting
import Storage
import Telemetry
import Testing

@testable import App
@testable import Console

struct HeatEvidenceTests {
    /// Two loops of four racks, the second all but idle; in tray A01/t04 the memory is hot, or the core.
    private func lines(memory: Bool) throws -> [EvidenceLine] {
        let hall = BatchHall(
            gpus: 576, [.powerWatts, .tempCelsius, .tempMarginCelsius, .memoryTempCelsius])
        hall.play(0..<80) { metric, gpu, second in
            let isStruck = (12..<16).contains(gpu) && second >= 3, isIdle = gpu >= 360
            switch metric {
            case .powerWatts: return (isIdle ? 200 : 1_000) + Double(second % 5)
            case .tempCelsius: return isStruck && !memory ? 92 : isIdle ? 40 : 66
            case .tempMarginCelsius: return isStruck && !memory ? -5 : 21
            default: return isStruck && memory ? 110 : isIdle ? 45 : 70
            }
        }
        let alarm = try #require(hall.board.alarms.first, "no alarm")
        #expect(alarm.name == (memory ? "MemoryTooHot" : "ThermalMarginGone"))
        let snapshot = hall.store.snapshot
        return Evidence(scene: Scene(snapshot: snapshot, health: Health(snapshot), mode: "test"), alarm: alarm).lines
    }

    @Test func hotMemoryIsComparedWithMemory() throws {
        let lines = try lines(memory: true)
        let reach = try #require(lines.first { $0.label == "reach" })
        #expect(reach.words.hasPrefix("4 GPUs hot in 1 tray of 1 rack by memory temperature"), "\(reach.words)")
        #expect(lines.contains { $0.words.hasPrefix("t04") && $0.words.contains("110 °C") })
    }

    @Test func aLoopIsComparedWithWhatWorksAsHard() throws {
        let lines = try lines(memory: false)
        let reach = try #require(lines.first { $0.label == "reach" })
        #expect(reach.words.hasPrefix("4 GPUs hot in 1 tray of 1 rack; loop"), "\(reach.words)")
        #expect(reach.words.hasSuffix("others that work as hard at 66 °C"), "\(reach.words)")
    }

    @Test func theAlarmsOwnTrayComesFirst() throws {
        let lines = try lines(memory: false)
        let header = try #require(lines.firstIndex { $0.label == "height" })
        #expect(lines[header + 1].words.hasPrefix("t04"), "\(lines[header + 1].words)")
        #expect(lines[header + 2].words.hasPrefix("t18"), "\(lines[header + 2].words)")
    }
}
