// Codes in words: the one before 154, the unit of an NVLink 5 error, and codes that no table knows.

import Alerting
import Console
import Screen
import Storage
import Telemetry
import Testing

@testable import App

struct XIDWordsTests {
    private func screen(_ hall: BatchHall) -> String {
        let snapshot = hall.store.snapshot
        var scene = Scene(snapshot: snapshot, health: Health(snapshot), mode: "test")
        scene.alerts = hall.board
        scene.xids = RuleFiles.standard.xids
        let canvas = Composer.compose(scene, ConsoleState(view: .alerts), width: 150, height: 45).canvas
        return CanvasText.write(canvas, Lowering(depth: .truecolor))
    }

    @Test func theCodeBefore154IsSaid() throws {
        let hall = BatchHall(gpus: 72, [.smActive, .xid])
        hall.play(0..<12) { metric, gpu, second in
            guard metric == .xid else { return 0.9 }
            return gpu != 5 || second < 3 ? 0 : second < 6 ? 119 : 154
        }
        let alarm = try #require(hall.board.alarms.first)
        let words = "XID 154 GPU_RECOVERY_ACTION_CHANGED after XID 119"
        #expect(alarm.members.contains { $0.words.hasPrefix(words) }, "\(alarm.members)")
        #expect(screen(hall).contains(words))
    }

    @Test func theUnitOfAnNVLinkErrorIsSaid() {
        let message = "NETIR_LINK_DOWN Fatal XC0 i0 Link 09"
        let hall = BatchHall(gpus: 72, [.smActive, .xid]) { metric, gpu in
            metric == .xid && gpu == 5 ? "gpu=\"1\",err_code=\"149\",err_msg=\"\(message)\"" : ""
        }
        hall.play(0..<8) { metric, gpu, second in metric == .xid ? (gpu == 5 && second > 3 ? 149 : 0) : 0.9 }
        #expect(screen(hall).contains("unit     A01/t02/g1: 149 NETIR_LINK_DOWN, fatal: "), "\(screen(hall))")
    }

    /// The code of one is not the code of all.
    @Test func otherCodesOfATrayAreCounted() throws {
        let hall = BatchHall(gpus: 72, [.smActive, .xid])
        hall.play(0..<8) { metric, gpu, second in
            guard metric == .xid else { return 0.9 }
            return second < 3 ? 0 : gpu == 5 ? 79 : gpu == 6 ? 48 : 0
        }
        let alarm = try #require(hall.board.alarms.first)
        #expect(alarm.scope == .tray && alarm.summary.hasSuffix(" and 1 other code on 2 of 4 GPUs"), "\(alarm.summary)")
    }

    @Test func unknownCodesAskForHands() throws {
        let hall = BatchHall(gpus: 72, [.smActive, .xid])
        hall.play(0..<8) { metric, gpu, second in metric == .xid ? (gpu == 5 && second > 3 ? 9_990 : 0) : 0.9 }
        let alarm = try #require(hall.board.alarms.first)
        #expect(alarm.summary.contains("9990") && alarm.members[0].words.contains("uncatalogued"))
        #expect(alarm.severity >= .critical && alarm.nextStep.contains("not in the table"))
    }
}
