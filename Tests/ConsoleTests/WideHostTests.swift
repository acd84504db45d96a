// A host with more GPUs than stand side by side: the tray view shows those around the selected one, and says which.

import Console
import Facility
import Screen
import Testing

struct WideHostTests {
    @Test func theTrayViewFollowsTheSelection() throws {
        let hosts = [HostEntry(name: "a01-c01", place: nil, gpus: 20)]
        let scene = SmallHall.scene(topology: Topology(site: "s", hall: "h", hosts: hosts))
        for (ordinal, part, shown, hidden) in [
            (0, "0 to 7 of 20 GPUs", "gpu7", "gpu8"), (9, "8 to 15 of 20 GPUs", "gpu9", "gpu16"),
            (19, "16 to 19 of 20 GPUs", "gpu19", "gpu15"),
        ] {
            var state = ConsoleState()
            state.view = .tray
            state.selection.ordinal = ordinal
            let canvas = Composer.compose(scene, state, width: 110, height: 30).canvas
            let text = CanvasText.write(canvas, Lowering(depth: .truecolor))
            #expect(text.contains(part) && text.contains(shown) && !text.contains(hidden), "\(ordinal)")
            #expect(canvas.cursor != nil)
        }
    }

    /// A rack of four tall nodes is drawn in its own form, and eight GPUs leave room for the host's name at every width.
    @Test(arguments: [80, 100, 110, 120, 140]) func aRackIsDrawnInItsOwnForm(width: Int) throws {
        let units: [RackTemplate.Unit] =
            Array(repeating: .empty, count: 8) + (1...4).reversed().flatMap { [.empty, .tray($0)] }
        var plan = HallPlan(site: "s", hall: "h")
        plan.templates["four"] = RackTemplate(topU: 16, units: units, gpusPerTray: 8)
        var rack = RackPlan(name: "H01", row: "H", number: 1)
        rack.template = "four"
        plan.racks = [rack]
        plan.hosts = (1...4).map {
            HostEntry(name: "node-\($0)", place: HostPlace(row: "H", rack: 1, tray: $0), gpus: 8)
        }
        let scene = SmallHall.scene(topology: Topology(plan))
        var state = ConsoleState()
        state.view = .rack
        let text = CanvasText.write(
            Composer.compose(scene, state, width: width, height: 40).canvas, Lowering(depth: .truecolor))
        let lines = text.split(separator: "\n").map(String.init)
        for tray in 1...4 {
            let line = try #require(lines.first { $0.contains("tray \(tray) ") }, "\(text)")
            #expect(line.contains("node-\(tray)"), "\(line)")
            #expect(line.contains("\(tray * 2 - 1)  "), "the unit of its lowest part: \(line)")
        }
        #expect(!text.contains("tray 5") && !text.contains("nvsw") && !text.contains("shelf"), "\(text)")
    }
}
