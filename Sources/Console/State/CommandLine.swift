// Lines after `:` to commands, with words for what is wrong. It changes nothing itself.

import Facility
import Screen
import Storage
import Telemetry

/// Parses against a scene.
struct CommandLine {
    let scene: Scene
    let state: ConsoleState

    /// - Returns: nil for an empty line.
    func parse(_ line: String) throws(CommandError) -> Command? {
        let parts = line.split(separator: " ", maxSplits: 1).map(String.init)
        guard let first = parts.first else { return nil }
        let rest = parts.count > 1 ? trimmed(parts[1]) : ""
        if first == "q" { return .quit }
        guard let word = CommandWord.named(first) else {
            // A bare place is a wish to go there.
            if rest.isEmpty, let place = place(first) { return go(place) }
            throw CommandError("no command \"\(first)\"; ? lists them")
        }
        if rest.isEmpty, word.argument != .none, word.argument != .onOff, word.argument != .filter {
            throw CommandError("\(word.name) needs more: \(word.words)")
        }
        return try command(word, rest)
    }

    private func command(_ word: CommandWord, _ rest: String) throws(CommandError) -> Command {
        switch word.name {
        case "goto", "rack":
            guard let place = place(rest) else {
                throw CommandError("no place \"\(rest)\"; \(examples)")
            }
            return go(place)
        case "at": return .time(.seek(rest.filter { $0 != "\"" }))
        case "view": return .view(try choose(rest, ViewName.allCases.map { ($0.rawValue, $0) }, "view"))
        case "metric": return .layer(try layer(rest))
        case "peers":
            return try isOn(rest, else: !state.againstPeers) == state.againstPeers ? .say("as it was") : .peers
        case "scale":
            let auto = try choose(rest, [("auto", true), ("fixed", false)], "scale")
            return auto == state.isAutoScaled ? .say("as it was") : .autoScale
        case "filter": return .filter(rest)
        case "clear": return .filter("")
        case "keep": return .keepFilter(rest)
        case "use":
            guard let text = state.savedFilters[rest] else {
                let known = state.savedFilters.keys.sorted().joined(separator: ", ")
                throw CommandError(
                    "no filter \"\(rest)\" kept" + (known.isEmpty ? "; keep one first" : "; kept: \(known)"))
            }
            return .filter(text)
        case "level":
            let levels: [(String, Level)] = [("gpu", .gpu), ("tray", .tray), ("rack", .rack), ("row", .row)]
            return .levelTo(try choose(rest, levels, "level"))
        case "theme": return .theme(try choose(rest, scene.themeNames.map { ($0, $0) }, "theme"))
        case "map": return .colourMap(try choose(rest, ColourMap.allCases.map { ($0.rawValue, $0.rawValue) }, "map"))
        case "note": return .remark(rest)
        case "mouse": return .mouse(try isOn(rest, else: true))
        case "figures": return .figures
        case "save": return .savePicture
        case "help": return .view(.help)
        default: return .quit
        }
    }

    private func go(_ place: Place) -> Command {
        switch place {
        case .hall, .row: .go(place, .hall)
        case .rack: .go(place, .rack)
        case .tray: .go(place, .tray)
        case .gpu: .go(place, .gpu)
        }
    }

    /// How places are written, with names of this hall.
    private var examples: String {
        let topology = scene.snapshot.topology
        guard let rack = topology.racks.last(where: { !$0.trays.isEmpty }) else { return "no racks are known yet" }
        let tray = topology.path(tray: rack.trays.lowerBound)
        return "write \(rack.name), \(tray), \(tray)/g1, a host or a UUID"
    }

    /// A path, a host, or the GPU of a UUID.
    func place(_ text: String) -> Place? {
        let snapshot = scene.snapshot
        if let place = snapshot.topology.place(at: text) { return place }
        guard text.utf8.count >= 8 else { return nil }
        let gpu = (0..<snapshot.topology.gpuCount).first { snapshot.identity($0)?.uuid.hasPrefix(text) == true }
        return gpu.map { .gpu($0) }
    }

    private func layer(_ text: String) throws(CommandError) -> Int {
        if let layer = scene.layer(named: text) { return layer }
        let known = scene.layers.map { $0.name(scene.snapshot.catalogue) }.joined(separator: ", ")
        throw CommandError("no metric \"\(text)\"; there are \(known)")
    }

    static func fold(_ text: String) -> String {
        String(
            String.UnicodeScalarView(text.lowercased().unicodeScalars.filter { $0 != " " && $0 != "_" && $0 != "-" }))
    }

    private func choose<Choice>(_ text: String, _ known: [(String, Choice)], _ what: String) throws(CommandError)
        -> Choice
    {
        if let exact = known.first(where: { $0.0 == text }) { return exact.1 }
        let near = known.filter { $0.0.hasPrefix(text.lowercased()) }
        if near.count == 1 { return near[0].1 }
        throw CommandError("no \(what) \"\(text)\"; there are \(known.map(\.0).joined(separator: ", "))")
    }

    private func isOn(_ text: String, else fallback: Bool) throws(CommandError) -> Bool {
        switch text {
        case "": return fallback
        case "on": return true
        case "off": return false
        default: throw CommandError("write on or off, not \"\(text)\"")
        }
    }

    private func trimmed(_ text: String) -> String {
        var view = Substring(text)
        while view.first == " " { view.removeFirst() }
        while view.last == " " { view.removeLast() }
        return String(view)
    }
}
