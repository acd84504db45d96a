// The terminal through ncurses (unsafe: C streams and windows): opening, size, waiting, suspending, closing.
// Used by one thread. It draws canvases and reads keys; it knows no view.

import CNcurses
import Glibc
import Screen

/// An open terminal in full-screen mode.
public final class NcursesScreen {
    /// Colours it draws in: as asked for, else as the terminal promises.
    public let depth: ColourDepth
    /// Whether glyphs are ASCII: as asked for, or because the locale is not UTF-8.
    public let ascii: Bool
    let window: UnsafeMutablePointer<WINDOW>
    let signals: SignalGuard
    /// What it can show.
    public let lowering: Lowering
    private let screen: OpaquePointer
    private let input: UnsafeMutablePointer<FILE>
    /// Where keys come from: standard input, unless that brings something else.
    private let keyboard: Int32
    let output: UnsafeMutablePointer<FILE>
    private var isOpen = true
    /// What is on the screen, lowered; nil cells are unknown.
    var shown: [Cell?] = []
    var shownSteps: [(UInt8, UInt8)] = []
    var shownSize = (width: 0, height: 0)
    /// Changed cells of the row that is being drawn.
    var row: [cchar_t] = []
    /// Which rows go first when not all may.
    var order = RowOrder()
    var pairs: PairTable?
    var themeName = ""
    let synchronizes: Bool
    /// The terminal has a second screen for programs like this one, and shows the first again afterwards.
    private let hasOwnScreen: Bool
    /// The beginning of a scalar whose other bytes have not been typed yet.
    var typed: [UInt8] = []

    /// Takes the terminal over.
    ///
    /// - Throws: no terminal on standard input or output, an unknown `TERM` or a too poor one, too many open files.
    public init(_ options: TerminalOptions) throws(TerminalError) {
        keyboard = options.hasOtherInput && isatty(0) != 1 ? open("/dev/tty", O_RDWR | O_CLOEXEC) : 0
        guard isatty(keyboard) == 1, isatty(1) == 1 else {
            throw TerminalError(
                options.hasOtherInput
                    ? "no terminal for keys and picture; for one frame of a page on standard input use `vigie snapshot --pages -`"
                    : "standard input and output must be a terminal; for one frame use `vigie snapshot`, for lines `--plain`"
            )
        }
        guard let name = getenv("TERM").map({ String(cString: $0) }), !name.isEmpty else {
            throw TerminalError("TERM is not set; try TERM=xterm-256color")
        }
        guard var entry = TerminfoEntry.find(name) else {
            throw TerminalError("TERM=\(name) is unknown here; try TERM=xterm-256color, or install ncurses-term")
        }
        guard entry.strings.count > 10, entry.strings[10] != nil else {
            throw TerminalError(
                "TERM=\(name) can not place its cursor; for lines use --plain, for one frame `vigie snapshot`")
        }
        ascii = options.ascii || !Self.setUTF8()
        depth = options.depth ?? Self.promised(entry)
        lowering = Lowering(depth: depth, ascii: ascii, steps: options.heatSteps)
        synchronizes = ["xterm", "tmux", "screen", "foot", "alacritty", "kitty", "wezterm"].contains {
            name.hasPrefix($0)
        }
        // exit_ca_mode
        hasOwnScreen = entry.strings.count > 40 && entry.strings[40] != nil
        entry.derive(depth)
        guard let output = fdopen(dup(1), "wb"), let input = fdopen(dup(keyboard), "rb") else {
            throw TerminalError("the terminal can not be opened: too many open files?")
        }
        self.output = output
        self.input = input
        signals = try SignalGuard(
            terminal: keyboard, output: fileno(output), guardsCrashes: options.guardsCrashes)
        set_escdelay(25)
        setenv("TERMINFO", entry.environmentValue, 1)
        defer { unsetenv("TERMINFO") }
        guard let screen = newterm(TerminfoEntry.derivedName, output, input), let window = vg_stdscr() else {
            signals.release()
            throw TerminalError("TERM=\(name): ncurses can not use this terminal")
        }
        self.screen = screen
        self.window = window
        setUp(mouse: options.mouse)
    }

    private func setUp(mouse: Bool) {
        cbreak()
        noecho()
        nonl()
        keypad(window, true)
        nodelay(window, true)
        intrflush(window, false)
        if depth != .mono, has_colors() {
            start_color()
            use_default_colors()
        }
        if mouse {
            mouseinterval(0)
            _ = mousemask(VG_MOUSE_MASK, nil)
        }
        curs_set(1)
    }

    /// Columns and rows, at least one each.
    public var size: (width: Int, height: Int) { (max(1, Int(getmaxx(window))), max(1, Int(getmaxy(window)))) }

    /// Sleeps until a key, a signal, the descriptor or the time-out.
    ///
    /// - Returns: false if the terminal is gone, whether or not a signal told so: reading from it would spin.
    public func wait(_ descriptor: Int32, timeoutMs: Int32) -> Bool {
        var polled = [keyboard, signals.readDescriptor, descriptor].map {
            pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
        }
        let ready = poll(&polled, nfds_t(polled.count), timeoutMs)
        return ready <= 0 || polled[0].revents & Int16(POLLHUP | POLLERR | POLLNVAL) == 0
    }

    /// Signals since the last call; size changes are already in effect.
    public func takeSignals() -> [TerminalSignal] {
        signals.drain().compactMap { number in
            switch number {
            case SIGWINCH:
                resize()
                return .resized
            case SIGTSTP: return .suspend
            case SIGCONT: return .continued
            case SIGHUP: return .hangUp
            case SIGTERM: return .terminate
            case SIGINT: return .interrupt
            case SIGQUIT: return .quit
            default: return nil
            }
        }
    }

    /// After a hang-up that meant something else: without this the process would be ended a second later.
    public func stay() { signals.stay() }

    private func resize() {
        var height: Int32 = 0, width: Int32 = 0
        guard vg_window_size(1, &height, &width) == 0, height > 0, width > 0 else { return }
        resizeterm(height, width)
        invalidate()
    }

    /// Colours are made anew with the next frame, under a theme of the same name.
    public func forgetColours() { themeName = "" }

    /// Whether the line has taken what was sent before: nothing waits in the terminal's queue.
    public var hasTakenLastFrame: Bool { vg_queued(1) <= Self.queueLimit }

    /// Bytes that may wait in the queue while the next frame is sent.
    private static let queueLimit: Int32 = 2_048

    /// Whether mouse reports are asked for; without them the terminal selects text itself.
    public func setMouse(_ on: Bool) { _ = mousemask(on ? VG_MOUSE_MASK : 0, nil) }

    /// Longest text handed to a clipboard: terminals drop what is much longer.
    private static let copyLimit = 8_192

    /// Puts text into the clipboard of whoever sits at the terminal (OSC 52), over any number of hops.
    ///
    /// - Returns: false if it is too long.
    public func copy(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard bytes.count <= Self.copyLimit else { return false }
        // Between two frames, and at once: see `present`.
        Array("\u{1B}]52;c;\(TerminfoEntry.base64(bytes))\u{07}".utf8).withUnsafeBytes { send($0) }
        return true
    }

    /// The next frame is drawn whole, whatever the terminal shows.
    public func invalidate() {
        clearok(window, true)
        erase()
    }

    /// The next frame begins on an empty screen, so that none of its parts stands beside parts of this one.
    public func erase() {
        werase(window)
        shown = []
        order = RowOrder()
    }

    /// Gives the terminal back to the shell, stops, and takes it again when continued.
    public func suspend() {
        def_prog_mode()
        leave()
        raise(SIGSTOP)
        reset_prog_mode()
        resize()
        invalidate()
    }

    /// Restores the terminal. Safe to call twice.
    public func close() {
        guard isOpen else { return }
        isOpen = false
        leave()
        signals.release()
    }

    /// The shell's prompt shall not stand in the middle of a picture that nobody takes away.
    private func leave() {
        if !hasOwnScreen {
            werase(window)
            wrefresh(window)
        }
        endwin()
    }

    deinit { close() }

    /// - Returns: whether wide glyphs will arrive.
    private static func setUTF8() -> Bool {
        setlocale(LC_CTYPE, "")
        func isUTF8() -> Bool { vg_codeset().map { String(cString: $0) } == "UTF-8" }
        // A plain C locale is nobody's wish but a server's default: ASCII is the safe answer to it.
        return isUTF8()
    }

    static func promised(_ entry: TerminfoEntry) -> ColourDepth {
        if getenv("NO_COLOR").map({ $0.pointee != 0 }) == true { return .mono }
        let promise = getenv("COLORTERM").map { String(cString: $0) } ?? ""
        if promise == "truecolor" || promise == "24bit" { return .truecolor }
        let colours = entry.numbers.count > 13 ? entry.numbers[13] : -1
        return colours >= 256 ? .c256 : colours >= 8 ? .c16 : .mono
    }
}
