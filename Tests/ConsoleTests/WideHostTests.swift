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
}
