// The command and filter lines as they are typed.

import Facility
import Screen
import Storage
import Telemetry
import Testing

@testable import App
@testable import Console

struct PromptTests {
    let scene = SmallHall.scene()

    private func typed(_ text: String, into state: inout ConsoleState) -> Effect? {
        var effect: Effect?
        for scalar in text.unicodeScalars {
            let key: Key =
                scalar == "\n" ? .enter : scalar == "\t" ? .tab : scalar == "\u{1B}" ? .escape : .character(scalar)
            effect = state.press(key, scene: scene, keys: .standard) ?? effect
        }
        return effect
    }

    @Test func commandsDoWhatTheySay() {
        var state = ConsoleState()
        var effect: Effect?
        _ = typed(":rack A01\n", into: &state)
        #expect(state.view == .rack)
        _ = typed(":goto a01-c02\n", into: &state)
        #expect(state.view == .tray && state.selection.tray == 1)
        _ = typed(":goto A01/t01/g3\n", into: &state)
        #expect(state.view == .gpu && state.selection.ordinal == 3)
        _ = typed(":goto GPU-a01-c01-2\n", into: &state)
        #expect(state.view == .gpu && state.selection.tray == 0 && state.selection.ordinal == 2)
        _ = typed(":metric power\n", into: &state)
        #expect(scene.layers[state.layer] == .metric(.powerWatts))
        effect = typed(":at \"3 min ago\"\n", into: &state)
        #expect(effect == .time(.seek("3 min ago")))
        effect = typed(":at 18:42:07\n", into: &state)
        #expect(effect == .time(.seek("18:42:07")))
        effect = typed(":theme light\n", into: &state)
        #expect(effect == .theme("light"))
        effect = typed(":map viridis\n", into: &state)
        #expect(effect == .colourMap("viridis"))
        effect = typed(":q\n", into: &state)
        #expect(effect == .quit)
        _ = typed(":A01/t02\n", into: &state)
        #expect(state.view == .tray)
    }

    @Test(arguments: [
        ":nonsense\n", ":theme pink\n", ":goto Z99\n", ":level moon\n", ":filter temp>>\n", "/temp>x\n", "/nope=1\n",
    ])
    func mistakesStayInTheLineWithWords(text: String) {
        var state = ConsoleState()
        _ = typed(text, into: &state)
        #expect(state.prompt?.mistake?.isEmpty == false, "\(text)")
        let canvas = Composer.compose(scene, state, width: 120, height: 30).canvas
        #expect(canvas.cursor?.y == 29)
    }

    @Test func filtersAreTriedWhileTypedAndDroppedByEscape() throws {
        var state = ConsoleState()
        _ = typed("/temp>85", into: &state)
        state.settle(scene)
        #expect(state.matches?.gpuCount == 1)
        _ = typed("\u{1B}", into: &state)
        state.settle(scene)
        #expect(state.matches == nil)
        _ = typed("/temp>85\n", into: &state)
        #expect(state.filter?.text == "temp>85" && state.matches?.gpuCount == 1)
        _ = typed("n", into: &state)
        #expect(state.selection.gpu(in: scene.snapshot.topology) == 3)
        _ = typed(":keep warm\n:clear\n", into: &state)
        #expect(state.filter == nil)
        _ = typed(":use warm\n", into: &state)
        #expect(state.filter?.text == "temp>85")
        // Lists hide what is not meant.
        _ = typed("6", into: &state)
        let text = CanvasText.write(
            Composer.compose(scene, state, width: 120, height: 30).canvas, Lowering(depth: .truecolor))
        #expect(text.contains("A01/t01/g3") && !text.contains("A01/t01/g2"))
    }

    @Test func tabCompletes() {
        var state = ConsoleState()
        _ = typed(":the\t", into: &state)
        #expect(state.prompt?.text == "theme")
        _ = typed(" l\t\n", into: &state)
        #expect(state.prompt == nil)
        _ = typed("/tem\t", into: &state)
        #expect(state.prompt?.text == "temp_celsius")
        _ = typed("\u{1B}/state=nev\t", into: &state)
        #expect(state.prompt?.text == "state=never_seen")
    }

    @Test func aLookIsTriedWhileItIsTyped() {
        var state = ConsoleState()
        _ = typed(":theme li", into: &state)
        #expect(state.triedLook(["dark", "light"]) == .theme("light"))
        _ = typed("\t", into: &state)
        #expect(state.triedLook(["dark", "light"]) == .theme("light"))
        _ = typed("\u{1B}:map viridis", into: &state)
        #expect(state.triedLook(["dark", "light"]) == .colourMap("viridis"))
        _ = typed("\u{1B}", into: &state)
        #expect(state.triedLook(["dark", "light"]) == nil)
        _ = typed(":goto A01", into: &state)
        #expect(state.triedLook(["dark", "light"]) == nil)
    }

    @Test func historyComesBack() {
        var state = ConsoleState()
        _ = typed(":rack A01\n:metric power\n:x", into: &state)
        _ = state.press(.up, scene: scene, keys: .standard)
        #expect(state.prompt?.text == "metric power")
        _ = state.press(.up, scene: scene, keys: .standard)
        #expect(state.prompt?.text == "rack A01")
        _ = state.press(.down, scene: scene, keys: .standard)
        _ = state.press(.down, scene: scene, keys: .standard)
        #expect(state.prompt?.text == "x")
    }

    @Test func keysAreRemapped() throws {
        let keys = try KeyTable.standard.remapped(["next-worst": ["f5", "x"], "copy": []])
        #expect(keys.command(for: .function(5)) == .nextTrouble && keys.command(for: .character("w")) == nil)
        #expect(keys.command(for: .character("y")) == nil)
        #expect(throws: KeyTableError.self) { try KeyTable.standard.remapped(["nonsense": ["x"]]) }
        #expect(throws: KeyTableError.self) { try KeyTable.standard.remapped(["copy": ["w"]]) }
        #expect(throws: KeyTableError.self) { try KeyTable.standard.remapped(["copy": ["hyper-q"]]) }
        #expect(throws: KeyTableError.self) { try KeyTable.standard.remapped(["quit": []]) }
        for entry in KeyTable.standard.entries {
            for key in entry.keys { #expect(Key(name: key.name) == key, "\(key.name)") }
        }
    }

    @Test func yCopiesWhoStandsThere() {
        var state = ConsoleState()
        var effect: Effect?
        _ = typed(":goto A01/t01/g3\n", into: &state)
        effect = typed("y", into: &state)
        #expect(effect == .copy("A01/t01/g3 a01-c01 GPU-a01-c01-3train-1 train-1"))
    }

    @Test func aDragSelectsARange() {
        let topology = StandardHall.topology(gpus: 30 * 72)
        #expect(PlaceRange.filter(from: .rack(0), to: .rack(2), topology) == "rack=A01,A02,A03")
        #expect(PlaceRange.filter(from: .rack(0), to: .rack(25), topology) == "rack=A01,A02,B01,B02")
        #expect(PlaceRange.filter(from: .gpu(1), to: .gpu(0), topology) == "place=A01/t01/g0,A01/t01/g1")
        #expect(PlaceRange.filter(from: .gpu(1), to: .rack(0), topology) == nil)
    }

    @Test func theFirstLetterBeginsANewFilter() {
        var state = ConsoleState()
        _ = typed("/a01\n", into: &state)
        #expect(state.filter?.text == "a01")
        _ = typed("/temp>20", into: &state)
        #expect(state.prompt?.text == "temp>20" && state.prompt?.mistake == nil)
        _ = typed("\u{1B}/", into: &state)
        _ = state.press(.end, scene: scene, keys: .standard)
        _ = typed(" sm<50%", into: &state)
        #expect(state.prompt?.text == "a01 sm<50%")
        // What a half written test lacks may well begin with the line's own sign.
        _ = typed("\u{1B}/job~/train/\n", into: &state)
        #expect(state.prompt == nil && state.filter?.text == "job~/train/")
    }

    @Test func theTableKeepsItsSortedColumn() {
        var state = ConsoleState(view: .table)
        state.settle(scene)
        let columns = PlaceTable.columns(scene, state)
        let power = columns.firstIndex { if case .metric(let id) = $0 { id == .powerWatts } else { false } }
        state.list.sortColumn = power
        for level in [Level.tray, .rack, .gpu] {
            _ = state.apply(.levelTo(level), scene: scene)
            let now = PlaceTable.columns(scene, state)
            #expect(state.list.sortColumn.map { now[$0] } == columns[power ?? 0])
        }
    }

    @Test func fromTheTimelineOneComesToThePlaceAtItsMoment() {
        var state = ConsoleState(view: .timeline)
        state.slotsPerColumn = 1
        state.settle(scene)
        for _ in 0..<3 { _ = state.apply(.left, scene: scene) }
        let moment = scene.snapshot.moment - Int64(state.cursorSlots) * scene.snapshot.stepMs
        #expect(state.cursorSlots == 3)
        #expect(state.apply(.open, scene: scene) == .time(.moment(moment)))
        #expect(state.view == .rack)
        // A click chooses place and moment at once.
        state = ConsoleState(view: .timeline)
        state.slotsPerColumn = 1
        state.settle(scene)
        let drawing = Composer.compose(scene, state, width: 100, height: 30)
        let row = drawing.hits.last { if case .line(0) = $0.command { true } else { false } }!.area
        let axis = drawing.timeAxis!.area
        #expect(drawing.command(x: axis.maxX - 5, y: row.y) == .lineAt(0, 4))
        _ = state.apply(.lineAt(0, 4), scene: scene)
        #expect(state.cursorSlots == 4 && state.view == .timeline)
    }
}
