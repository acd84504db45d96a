// The screen thread: keys and snapshots in, frames out. It never waits for ingestion; a terminal that stops reading blocks only it,
// and a slow one gets fewer frames, never later keys.

import Alerting
import Console
import Facility
import Glibc
import Screen
import Storage
import Telemetry
import Terminal

/// Runs on the calling thread until the user leaves or the terminal goes away.
final class ScreenLoop {
    private let screen: NcursesScreen
    private let publication: Publication
    private let options: ScreenOptions
    private var theme: Theme
    private var themeWatch: ThemeWatch
    private var state: ConsoleState
    private var scene: Scene
    private var drawing = Drawing(width: 0, height: 0)
    private var limit: RateLimit
    private var figures = ScreenFigures()
    /// There is something to compose.
    private var dirty = true
    /// Parts of the last frame were not sent yet.
    private var isPartial = false
    /// The user waits for an answer: it does not wait for the rest of the frame.
    private var isAsked = false
    private var subject: Subject?
    private var composedMoment: Timestamp?
    /// nil once the user has pressed a key.
    private var opening: Opening?
    private var rung = Set<Int>()
    private let machine: TimeMachine?
    private let recorders: LiveRecorders?
    private var failure: String?
    private var hand = MouseHand()
    private var noticed: (words: String?, atMs: Int64) = (nil, 0)
    private static let noticeMs: Int64 = 20_000

    /// - Parameters:
    ///   - machine: the past, nil if there is none to look at.
    ///   - recorders: what `R` begins and ends recordings with.
    init(
        publication: Publication, options: ScreenOptions, machine: TimeMachine? = nil, recorders: LiveRecorders? = nil
    ) throws(UserError) {
        self.machine = machine
        self.recorders = recorders
        theme = try options.themes.theme(named: options.themeName)
        if let map = options.colourMap { theme = theme.with(map) }
        themeWatch = ThemeWatch(options.themes.file(of: options.themeName))
        let snapshot = publication.take()
        let board = publication.alerts.board
        let health = Health(snapshot, options.rules, laggards: board.laggards, coded: board.codedGPUs)
        scene = Self.scene(snapshot, health, options, theme, options.modeNow)
        scene.alerts = board
        var opening = try Opening(options.frame, catalogue: snapshot.catalogue)
        state = try opening.state(for: scene)
        state.savedFilters = options.savedFilters
        state.bookmarks = machine?.bookmarks(snapshot.topology) ?? []
        if let notice = options.notice { state.notice = notice }
        self.opening = opening
        limit = RateLimit(bytesPerSecond: options.maxRate)
        self.publication = publication
        self.options = options
        do throws(TerminalError) { screen = try NcursesScreen(options.terminal) } catch {
            throw UserError(error.description)
        }
    }

    /// - Returns: the exit code.
    func run() -> Int32 {
        defer { screen.close() }
        while true {
            draw()
            let terminalIsThere = screen.wait(publication.descriptor, timeoutMs: timeoutMs)
            for signal in screen.takeSignals() {
                switch signal {
                case .resized, .continued: (dirty, isAsked) = (true, true)
                case .suspend: suspend()
                case .interrupt: return 0
                case .quit: return 131
                case .hangUp:
                    // Sent by hand it is a wish to read the configuration again.
                    guard let reload = options.onReload, terminalIsThere else { return 129 }
                    screen.stay()
                    reload()
                case .terminate: return 143
                }
            }
            guard terminalIsThere else { return 129 }
            for key in screen.readKeys() where press(key) { return 0 }
            look()
        }
    }

    private var timeoutMs: Int32 {
        if machine?.search != nil { return 0 }
        return dirty || isPartial ? 50 : machine?.isMoving == true ? 100 : 1_000
    }

    /// Takes the newest snapshot, or the one of the moment that is looked back at.
    private func look() {
        reloadTheme()
        forgetNotice()
        let live = publication.take()
        if let notice = publication.takeNotices().last { tell(notice) }
        if let notice = recorders?.takeNotice() { tell(notice) }
        guard let machine else { return state.paused ? () : show(live, mode: options.modeNow) }
        do throws(UserError) {
            let words = try machine.goOn(
                live: live, steadyMs: SystemClock.steadyMs, boards: publication.board(at:))
            if let words { tell(words) }
            let shown = try machine.look(steadyMs: SystemClock.steadyMs, live: live, wall: SystemClock.now)
            failure = nil
            if shown?.isPaused ?? false != state.paused { dirty = true }
            state.paused = shown?.isPaused ?? false
            state.isLive = shown == nil
            if let shown {
                show(
                    shown.snapshot, mode: shown.mode,
                    board: shown.board ?? publication.board(at: shown.snapshot.moment))
                if scene.silenceMs != shown.silenceMs { dirty = true }
                scene.silenceMs = shown.silenceMs
                scene.silenceWords = shown.silenceWords
            } else {
                let sign = recorders?.sign ?? ""
                show(live, mode: options.modeNow + (sign.isEmpty ? "" : " " + sign))
            }
        } catch {
            // Told once: the same damage is met at every look.
            if failure != error.description { tell(error.description) }
            failure = error.description
        }
    }

    /// What was said of now is not true for ever.
    private func forgetNotice() {
        let now = SystemClock.steadyMs
        if state.notice != noticed.words { noticed = (state.notice, now) }
        guard state.notice != nil, now - noticed.atMs > Self.noticeMs else { return }
        state.notice = nil
        dirty = true
    }

    private func tell(_ notice: String) {
        state.notice = notice
        dirty = true
    }

    /// - Parameter past: the board of a moment that is looked back at; nil for the newest one.
    private func show(_ snapshot: Snapshot, mode: String, board past: AlertBoard? = nil) {
        guard snapshot !== scene.snapshot || mode != scene.mode else { return }
        let sameEpoch = snapshot.topology === scene.snapshot.topology
        let board = past ?? publication.alerts.board
        let health = Health(snapshot, options.rules, laggards: board.laggards, coded: board.codedGPUs)
        scene = Self.scene(snapshot, health, options, theme, mode)
        if !sameEpoch, state.view == .hall, snapshot.topology.trays.count == 1 { state.view = .tray }
        opening?.follow(&state, scene)
        scene.alerts = board
        if state.awaitsEvent { state.showNewestEvent(scene, isLogged: machine?.hasHistory == true) }
        scene.notebook = publication.alerts.notebook
        scene.wall = SystemClock.now
        ring()
        dirty = true
    }

    /// Once per critical alarm that began since the last look.
    private func ring() {
        let critical = Set(scene.alerts.alarms.filter { $0.severity >= .critical }.map(\.number))
        if options.bell, !critical.isSubset(of: rung) { screen.ring() }
        rung = critical
    }

    private static func scene(
        _ snapshot: Snapshot, _ health: Health, _ options: ScreenOptions, _ theme: Theme, _ mode: String
    ) -> Scene {
        var scene = Scene(
            snapshot: snapshot, health: health, mode: mode,
            zoneOffsetSeconds: options.zone.offsetSeconds(at: snapshot.moment),
            zoneName: options.zone.name(at: snapshot.moment),
            themeName: theme.name, themeNames: options.themes.names)
        scene.keys = options.keys
        scene.xids = options.rules.xids
        return scene
    }

    /// A frame goes out when the line has taken the last one, and as much of it as the limit allows; until then keys are only
    /// heard. What is left of it follows before the next is composed, so that all parts are of one moment.
    private func draw() {
        guard dirty || isPartial else { return }
        let now = SystemClock.steadyMs
        guard screen.hasTakenLastFrame, limit.allows(atMs: now) else {
            figures.framesHeld += 1
            return
        }
        if !isPartial || isAsked { compose(atMs: now) }
        let composed = SystemClock.steadyMs
        let (bytes, isWhole) = screen.present(drawing.canvas, theme: triedTheme ?? theme, budget: limit.budget)
        limit.note(bytes: bytes, atMs: now)
        figures.bytesPerSecond = limit.bytesPerSecond(atMs: now)
        figures.frameBytes = bytes
        figures.presentMs = Double(SystemClock.steadyMs - composed)
        isPartial = !isWhole
    }

    private func compose(atMs now: Int64) {
        let size = screen.size
        scene.figures = figures
        scene.hasHalfBlocks = screen.lowering.hasHalfBlocks
        state.settle(scene)
        drawing = Composer.compose(scene, state, width: size.width, height: size.height)
        figures.composeMs = Double(SystemClock.steadyMs - now)
        let next = Subject(state), moment = scene.snapshot.moment
        // Back in time the clock would be newer than the rows above which it stands.
        let isBack = composedMoment.map { moment < $0 } ?? false
        if next != subject || isBack, limit.bytesPerSecond > 0 { screen.erase() }
        (subject, composedMoment) = (next, moment)
        dirty = false
        isAsked = false
    }

    /// - Returns: whether to leave.
    private func press(_ key: Key) -> Bool {
        let effect: Effect?
        if case .mouse(let event) = key {
            guard
                let command = hand.command(for: event, on: drawing, in: state.view, scene.snapshot.topology)
            else { return false }
            effect = state.apply(command, scene: scene)
        } else {
            effect = state.press(key, scene: scene, keys: options.keys)
        }
        dirty = true
        isAsked = true
        opening = nil
        machine?.search = nil
        return effect.map { carryOut($0) } ?? false
    }

    /// - Returns: whether to leave.
    private func carryOut(_ effect: Effect) -> Bool {
        switch effect {
        case .quit: return true
        case .suspend: suspend()
        case .redraw: screen.invalidate()
        case .nextTheme: show(options.themes.theme(after: theme.name))
        case .theme(let name): if let named = try? options.themes.theme(named: name) { show(named) }
        case .colourMap(let name): theme = theme.with(ColourMap(rawValue: name) ?? .calm)
        case .nextColourMap:
            let all = ColourMap.allCases
            theme = theme.with(all[((all.firstIndex(of: theme.map) ?? 0) + 1) % all.count])
            state.notice = "colour map \(theme.map.rawValue)"
        case .copy(let text):
            state.notice = screen.copy(text) ? "copied: \(text)" : "too long to copy"
        case .savePicture: state.notice = Picture.save(drawing.canvas, theme, scene, state)
        case .acknowledge(let key): note(.acknowledge, key)
        case .mute(let key): note(.mute, key)
        case .reopen(let key): note(.reopen, key)
        case .remark(let key, let text): note(.note, key, text: text)
        case .time(let command): travel(command)
        case .bookmark(let mark):
            recorders?.bookmark(mark.moment, BookmarkText.write(mark, scene.snapshot.topology))
            if recorders?.isRecording != true { state.notice = (state.notice ?? "") + "; kept until you leave" }
        case .mouse(let on):
            screen.setMouse(on)
            state.notice = on ? "the mouse selects, opens and scrolls" : "the mouse is the terminal's own"
        }
        return false
    }

    /// Into the shared notebook; without one, or if it can not be written, into memory.
    private func note(_ action: AlertNote.Action, _ key: String, text: String = "") {
        let now = SystemClock.now
        // An acknowledgement is for what began before it, in the data's time where that is not the wall's; a mute is made now.
        let note = AlertNote(
            time: options.alertNotes == nil ? scene.alerts.moment : now, author: AlertNoteFile.author, action: action,
            key: key,
            until: action == .mute ? now + 3_600_000 : nil, text: text,
            severity: scene.alerts.alarms.first { $0.key == key }?.severity)
        do throws(UserError) {
            if let path = options.alertNotes { return try AlertNoteFile(path).append(note) }
        } catch { state.notice = error.description }
        publication.add(note)
    }

    private func travel(_ command: TimeCommand) {
        if command == .record {
            let moment = publication.take().moment
            return tell(
                recorders?.toggle(hall: scene.snapshot.topology.hall, now: moment) ?? "there is nothing live to record")
        }
        guard let machine else {
            if command == .pause { state.paused.toggle() }
            return
        }
        if case .hold(let step) = command, let filter = state.filter {
            do throws(UserError) {
                return try machine.search(
                    filter, options.rules, forwards: step > 0, current: scene.snapshot, laggards: scene.alerts.laggards,
                    live: publication.take(), steadyMs: SystemClock.steadyMs)
            } catch { return tell(error.description) }
        }
        let notice = machine.apply(
            command, current: scene.snapshot, live: publication.take(), steadyMs: SystemClock.steadyMs,
            zoneSeconds: scene.zoneOffsetSeconds)
        if let notice { tell(notice) }
    }

    /// What the command line names while it is typed; left by Esc as if it had not been.
    private var triedTheme: Theme? {
        switch state.triedLook(scene.themeNames) {
        case .theme(let name)?: (try? options.themes.theme(named: name)).map { keepingMap($0) }
        case .colourMap(let name)?: ColourMap(rawValue: name).map { theme.with($0) }
        default: nil
        }
    }

    /// A map that was chosen holds under every theme.
    private func keepingMap(_ other: Theme) -> Theme { other.map == .calm ? other.with(theme.map) : other }

    private func show(_ other: Theme) {
        theme = keepingMap(other)
        themeWatch = ThemeWatch(options.themes.file(of: other.name))
        state.notice = "theme \(other.name): \(other.title)"
    }

    /// A theme's file that was changed is read again: one edits it and sees.
    private func reloadTheme() {
        do throws(UserError) {
            guard let changed = try themeWatch.changed(atMs: SystemClock.steadyMs) else { return }
            theme = keepingMap(changed)
            screen.forgetColours()
            state.notice = "theme \(changed.name) read again"
        } catch { state.notice = error.description }
        dirty = true
    }

    private func suspend() {
        screen.suspend()
        (dirty, isAsked) = (true, true)
    }
}
