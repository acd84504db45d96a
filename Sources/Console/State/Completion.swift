// What Tab offers on the command and filter lines. Bounded lists, best first.

import Facility
import Screen
import Storage
import Telemetry

/// Offers for the word being typed.
struct Completion {
    static let limit = 40

    let scene: Scene
    let state: ConsoleState
    private let kind: Prompt.Kind

    init(scene: Scene, state: ConsoleState) {
        self.scene = scene
        self.state = state
        kind = state.prompt?.kind ?? .command
    }

    /// - Returns: whole heads, the last word of each completed.
    func offers(_ head: String) -> [String] {
        if kind == .filter { return filterOffers(head) }
        guard let blank = head.firstIndex(of: " ") else {
            return CommandWord.all.map(\.name).filter { $0.hasPrefix(head) }
        }
        guard let word = CommandWord.named(String(head[..<blank])) else { return [] }
        let typed = String(head[head.index(after: blank)...])
        let before = String(head[...blank])
        if word.argument == .filter { return filterOffers(typed).map { before + $0 } }
        let folded = typed.lowercased()
        return Array(
            known(word.argument).filter { $0.lowercased().hasPrefix(folded) }.prefix(Self.limit).map { before + $0 })
    }

    private func known(_ argument: CommandWord.Argument) -> [String] {
        let topology = scene.snapshot.topology
        switch argument {
        case .none, .filter, .text: return []
        case .time: return ["start", "end"]
        case .place: return topology.racks.map(\.name) + topology.trays.map(\.host)
        case .metric: return scene.layers.map { $0.name(scene.snapshot.catalogue) }
        case .theme: return scene.themeNames
        case .map: return ColourMap.allCases.map(\.rawValue)
        case .name: return state.savedFilters.keys.sorted()
        case .view: return ViewName.allCases.map(\.rawValue)
        case .level: return ["gpu", "tray", "rack", "row"]
        case .scale: return ["auto", "fixed"]
        case .onOff: return ["on", "off"]
        }
    }

    /// Field names, and values of the fields that have few.
    private func filterOffers(_ head: String) -> [String] {
        let breaks = head.lastIndex { " &|!(".contains($0) }
        let start = breaks.map { head.index(after: $0) } ?? head.startIndex
        let word = String(head[start...]), before = String(head[..<start])
        guard let sign = word.lastIndex(where: { "=~".contains($0) }) else {
            let folded = word.lowercased()
            return Array(
                scene.vocabulary.fieldNames.filter { $0.hasPrefix(folded) }.prefix(Self.limit).map { before + $0 })
        }
        let name = String(word[..<sign]).filter { $0 != "!" && $0 != "=" && $0 != "~" }
        let typed = word[word.index(after: sign)...].lowercased()
        let stem = before + String(word[...sign])
        return Array(values(name).filter { $0.lowercased().hasPrefix(typed) }.prefix(Self.limit).map { stem + $0 })
    }

    private func values(_ field: String) -> [String] {
        func underscored(_ word: String) -> String {
            String(String.UnicodeScalarView(word.lowercased().unicodeScalars.map { $0 == " " ? "_" : $0 }))
        }
        let snapshot = scene.snapshot
        switch field {
        case "state": return EntityState.allCases.map { underscored($0.word) }
        case "mark": return Mark.allCases.map { underscored($0.word) }
        case "row": return snapshot.topology.rows.map(\.name)
        case "rack": return snapshot.topology.racks.map(\.name)
        case "host": return snapshot.topology.trays.map(\.host)
        case "job":
            let jobs = Set((0..<snapshot.topology.gpuCount).compactMap { snapshot.identity($0)?.job })
            return jobs.filter { !$0.isEmpty }.sorted()
        default: return []
        }
    }
}
