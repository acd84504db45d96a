// A hall of one host with one GPU: no screen calls it several.

import Alerting
import Console
import Facility
import Screen
import Telemetry
import Testing

@testable import App

struct SingularTests {
    static let scene: Scene = {
        let host = HostEntry(name: "node-1", place: nil, gpus: 1)
        var scene = SmallHall.scene(topology: Topology(site: "s", hall: "h", hosts: [host]))
        scene.alerts = AlertEngine(RuleFiles.standard).evaluate(scene.snapshot)
        return scene
    }()

    private static let several = [
        "hosts", "GPUs", "racks", "rows", "trays", "targets", "pages", "places", "scrapes", "rules", "alarms", "links",
        "switches", "shelves", "families",
    ]

    @Test(arguments: ViewName.allCases, [80, 120, 168]) func oneIsNotSeveral(view: ViewName, width: Int) throws {
        var frame = FrameOptions()
        frame.view = view.rawValue
        var state = try frame.state(for: Self.scene)
        state.settle(Self.scene)
        let canvas = Composer.compose(Self.scene, state, width: width, height: 50).canvas
        let words = CanvasText.write(canvas, Lowering(depth: .truecolor)).split { $0 == " " || $0 == "\n" }
        for (number, noun) in zip(words, words.dropFirst()) where number == "1" || number.hasSuffix("/1") {
            let isPlural = Self.several.contains { noun.hasPrefix($0) }
            #expect(!isPlural, "\(view) at \(width): \(number) \(noun)")
        }
    }
}
