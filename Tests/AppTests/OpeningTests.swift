// Choices for a hall that is still empty when they are made.

import Console
import Facility
import Storage
import Telemetry
import Testing

@testable import App

struct OpeningTests {
    private let start = DemoOptions.defaultStart

    private func scene(_ snapshot: Snapshot) -> Scene {
        Scene(snapshot: snapshot, health: Health(snapshot), mode: "live")
    }

    private func empty() -> Scene {
        let topology = Topology(site: "", hall: "hall", hosts: [HostEntry(name: "10.0.0.1", place: nil, gpus: 0)])
        return scene(Store(topology: topology, catalogue: .standard, targets: [], start: start).snapshot)
    }

    private func full() -> Scene {
        var options = DemoOptions()
        options.gpus = 576
        options.scenario = .none
        return scene(OneShot.play(options, to: options.start + 5_000).snapshot)
    }

    @Test func choicesWaitForTheirPlace() throws {
        var frame = FrameOptions()
        frame.select = "A03/t07"
        frame.metric = "power_watts"
        var opening = try Opening(frame, catalogue: .standard)
        var state = try opening.state(for: empty())
        #expect(state.notice == "waiting for place A03/t07, layer power_watts")
        let later = full()
        opening.follow(&state, later)
        #expect(state.notice == nil)
        #expect(later.snapshot.topology.path(tray: state.selection.tray) == "A03/t07")
        #expect(later.layers[state.layer].name(.standard) == "power_watts")
    }

    @Test func whatNeverComesIsSaid() throws {
        var frame = FrameOptions()
        frame.select = "Z99"
        var opening = try Opening(frame, catalogue: .standard)
        var options = DemoOptions()
        options.gpus = 72
        let late = scene(OneShot.play(options, to: options.start + 60_000).snapshot)
        var state = try opening.state(for: late)
        #expect(state.notice == "nothing here has place Z99")
        state.notice = "something else"
        opening.follow(&state, late)
        #expect(state.notice == "something else")
    }

    @Test(arguments: ["power", "Power_W", "sm_act", "health"])
    func aMetricCanBeNamedByItsBeginning(name: String) throws {
        var frame = FrameOptions()
        frame.metric = name
        let opening = try Opening(frame, catalogue: .standard)
        var waiting = opening
        #expect(try waiting.state(for: full()).notice == nil)
    }

    @Test func namesAreCheckedAtOnce() {
        var frame = FrameOptions()
        frame.metric = "power_wats"
        do {
            _ = try Opening(frame, catalogue: .standard)
            Issue.record("accepted")
        } catch { #expect(error.description.contains("did you mean \"power_watts\"?")) }
    }

    @Test func aSelectedTrayOpensThePageOfItsTarget() throws {
        let scene = full()
        var frame = FrameOptions()
        frame.view = "page"
        frame.select = "A03/t07"
        let state = try frame.state(for: scene)
        let target = try #require(scene.snapshot.targets.first { $0.description.url == state.pageURL })
        #expect(target.tray == state.selection.tray)
        #expect(scene.snapshot.topology.path(tray: state.selection.tray) == "A03/t07")
    }

    /// A page that nobody named is that of the target which the targets view has on top.
    @Test func withoutAPlaceThePageOfTheWorstTargetOpens() throws {
        var frame = FrameOptions()
        frame.view = "page"
        let calm = full()
        #expect(try frame.state(for: calm).pageURL == calm.snapshot.targets[0].description.url)
        var options = DemoOptions()
        options.gpus = 288
        options.scenario = .deadTray
        let ill = scene(OneShot.play(options, to: options.start + 90_000).snapshot)
        let state = try frame.state(for: ill)
        let target = try #require(ill.snapshot.targets.first { $0.description.url == state.pageURL })
        #expect(target.failure != nil && target.tray == state.selection.tray)
    }

    @Test func aPageThatIsAskedForLiveWaitsForItsTarget() throws {
        var frame = FrameOptions()
        frame.view = "page"
        var opening = try Opening(frame, catalogue: .standard)
        var state = try opening.state(for: empty())
        #expect(state.pageURL == nil)
        let later = full()
        opening.follow(&state, later)
        state.settle(later)
        #expect(state.pageURL == later.snapshot.targets[0].description.url)
    }
}
