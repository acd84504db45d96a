// When a half-sent frame may stand beside its newer self: only if both are about the same.

import Testing

@testable import Console

@Suite struct SubjectTests {
    private let scene = SmallHall.scene(gpus: 144)

    private func subject(_ change: (inout ConsoleState) -> Void) -> Subject {
        var state = ConsoleState()
        change(&state)
        return Subject(state)
    }

    @Test func aCursorOnAMapChangesNothing() {
        let topology = scene.snapshot.topology
        #expect(subject { $0.selection.select(.rack(1), in: topology) } == subject { _ in })
        #expect(subject { $0.listLine = 7 } == subject { _ in })
    }

    @Test func whatElseIsShownIsSomethingElse() {
        let topology = scene.snapshot.topology
        let changes: [(inout ConsoleState) -> Void] = [
            { $0.view = .rack }, { $0.layer = 2 }, { $0.againstPeers = true }, { $0.isAutoScaled = true },
            { $0.menuLine = 0 }, { $0.isFolded = true }, { $0.scroll = 3 }, { $0.detail = 1 },
            { [scene] in _ = $0.apply(.filter("temp>85"), scene: scene) },
        ]
        for (index, change) in changes.enumerated() {
            #expect(subject(change) != subject { _ in }, "change \(index)")
        }
        let first = subject { $0.view = .rack }
        let second = subject {
            $0.view = .rack
            $0.selection.select(.rack(1), in: topology)
        }
        #expect(first != second)
    }
}
