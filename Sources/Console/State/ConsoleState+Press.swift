// Keys to commands: while a line is being typed they edit it, else the table says what they mean.

import Screen
import Storage
import Telemetry

extension ConsoleState {
    static let historyLimit = 100

    /// One key; what the console can not do itself it returns.
    public mutating func press(_ key: Key, scene: Scene, keys: KeyTable) -> Effect? {
        if prompt != nil { return type(key, scene: scene) }
        guard let command = keys.command(for: key) else { return nil }
        return apply(command, scene: scene)
    }

    mutating func openPrompt(_ kind: Prompt.Kind) {
        prompt = Prompt(kind, text: kind == .filter ? filter?.text ?? "" : "")
        prompt?.isUntouched = true
        preview = filter
        menuLine = nil
    }

    /// The filter in force: while one is being typed, its last good form.
    public var activeFilter: Filter? { prompt?.kind == .filter ? preview : filter }

    /// The look that a command line names while it is typed, to be seen before it is chosen; nil if it names none.
    public func triedLook(_ themeNames: [String]) -> Command? {
        guard let line = prompt, line.kind == .command else { return nil }
        let parts = line.text.split(separator: " ")
        guard parts.count == 2 else { return nil }
        switch CommandWord.named(String(parts[0]))?.argument {
        case .theme:
            let fitting = themeNames.filter { $0.hasPrefix(parts[1]) }
            return .theme(fitting.count == 1 ? fitting[0] : String(parts[1]))
        case .map: return .colourMap(String(parts[1]))
        default: return nil
        }
    }

    private mutating func type(_ key: Key, scene: Scene) -> Effect? {
        guard var line = prompt else { return nil }
        notice = nil
        let completion = Completion(scene: scene, state: self)
        switch key {
        case .enter: return finish(line, scene: scene)
        case .escape, .control("c"), .control("g"):
            prompt = nil
            return nil
        case .character(let scalar):
            if line.isUntouched { line.set("") }
            line.insert(scalar)
        case .backspace, .control("h"):
            if line.scalars.isEmpty {
                prompt = nil
                return nil
            }
            line.deleteBackward()
        case .delete, .control("d"): line.deleteForward()
        case .control("w"): line.deleteWord()
        case .control("u"): line.deleteToStart()
        case .left, .control("b"): line.move(to: line.cursor - 1)
        case .right, .control("f"): line.move(to: line.cursor + 1)
        case .home, .control("a"): line.move(to: 0)
        case .end, .control("e"): line.move(to: line.scalars.count)
        case .up, .control("p"): line.recall(-1, from: history[line.kind] ?? [])
        case .down, .control("n"): line.recall(1, from: history[line.kind] ?? [])
        case .tab: line.complete(1, completion.offers)
        case .backTab: line.complete(-1, completion.offers)
        case .control("z"): return .suspend
        default: break
        }
        line.isUntouched = false
        prompt = line
        check(scene)
        return nil
    }

    /// A filter is tried while it is typed; what does not parse leaves the last good one in force.
    private mutating func check(_ scene: Scene) {
        guard prompt?.kind == .filter, let text = prompt?.text else { return }
        do {
            let parsed = try Filter(text, scene.vocabulary)
            prompt?.mistake = nil
            preview = parsed.isEmpty ? nil : parsed
        } catch {
            prompt?.mistake = error.description
        }
    }

    private mutating func finish(_ line: Prompt, scene: Scene) -> Effect? {
        let text = line.text
        if !text.isEmpty, history[line.kind]?.last != text {
            history[line.kind, default: []].append(text)
            if history[line.kind]!.count > Self.historyLimit { history[line.kind]!.removeFirst() }
        }
        do throws(CommandError) {
            let command =
                line.kind == .filter ? Command.filter(text) : try CommandLine(scene: scene, state: self).parse(text)
            if case .filter(let text)? = command, let mistake = filterMistake(text, scene) {
                throw CommandError(mistake)
            }
            prompt = nil
            preview = nil
            return command.flatMap { apply($0, scene: scene) }
        } catch {
            prompt?.mistake = error.description
            return nil
        }
    }

    private func filterMistake(_ text: String, _ scene: Scene) -> String? {
        do {
            _ = try Filter(text, scene.vocabulary)
            return nil
        } catch { return error.description }
    }
}
