// Prints what a frame costs: a full hall's snapshots composed, compared and sent to a pseudo-terminal that somebody reads.
// `swift run -c release --package-path Benchmarks Frames`. It judges nothing.

import App
import Console
import Glibc
import Screen
import Storage
import Telemetry
import Terminal

@main struct Frames {
    static func main() throws {
        let snapshots = play(slots: 64)
        let sink = try TerminalSink(width: 168, height: 50)
        var options = TerminalOptions()
        options.depth = .truecolor
        let screen = try NcursesScreen(options)
        let clock = ContinuousClock()
        var scenes: [Duration] = [], frames: [Duration] = [], repaints: [Duration] = []
        var bytes = 0
        for (index, snapshot) in snapshots.enumerated() {
            let began = clock.now
            let scene = Scene(snapshot: snapshot, health: Health(snapshot), mode: "demo")
            let seen = clock.now
            let sent = frame(scene, on: screen)
            let drawn = clock.now
            guard index >= 4 else { continue }
            scenes.append(seen - began)
            frames.append(drawn - seen)
            bytes += sent
        }
        for snapshot in snapshots.suffix(32) {
            let scene = Scene(snapshot: snapshot, health: Health(snapshot), mode: "demo")
            screen.invalidate()
            repaints.append(clock.measure { _ = frame(scene, on: screen) })
        }
        screen.close()
        sink.print("| hall view, 168x50, 24-bit, 13,800 GPUs at 1 Hz | median ms | p99 ms |\n|---|---|---|\n")
        sink.print(
            row("marks and scene", scenes) + row("compose, compare, send", frames) + row("full repaint", repaints))
        sink.print("\n\(bytes / frames.count) bytes a frame\n")
    }

    private static func frame(_ scene: Scene, on screen: NcursesScreen) -> Int {
        let canvas = Composer.compose(scene, ConsoleState(), width: 168, height: 50).canvas
        return screen.present(canvas, theme: .dark).bytes
    }

    /// The demo hall from its start, one snapshot a slot.
    private static func play(slots: Int) -> [Snapshot] {
        let options = DemoOptions()
        let topology = options.topology
        let feed = options.feed(topology)
        let store = Store(topology: topology, catalogue: .standard, targets: feed.targets, start: options.start)
        return (0..<slots).compactMap { slot in
            let from = options.start + Int64(slot) * 1_000
            feed.play(from: from, to: from + 1_000, into: store)
            return store.close(upTo: from + 1_300)
        }
    }

    private static func row(_ name: String, _ times: [Duration]) -> String {
        let sorted = times.sorted()
        func text(_ time: Duration) -> String {
            let microseconds = time.components.attoseconds / 1_000_000_000_000
            return "\(microseconds / 1000).\(String(1000 + microseconds % 1000).dropFirst())"
        }
        return "| \(name) | \(text(sorted[sorted.count / 2])) | \(text(sorted[sorted.count * 99 / 100])) |\n"
    }
}
