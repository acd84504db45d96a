// Keys and kept filters of a configuration: what the hands are used to. Each mistake names the place where it stands.

import Console
import Foundation
import Screen
import Storage
import Telemetry

extension ConfigFile {
    static let filterLimit = 200

    /// What stands under `vigie` in a file whose other parts are of no concern, for screens that scrape nothing.
    static func settings(_ path: String) throws(UserError) -> VigieSettings {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw UserError("\(path): can not be read: no such file, or not ours")
        }
        var file = ConfigFile(path: path, mode: nil)
        if let node = try ConfigNode.parse(String(decoding: data, as: UTF8.self), file: path) {
            for (key, value) in try node.pairs() where try key.text() == "vigie" { try file.read(settings: value) }
        }
        return file.config.settings
    }

    /// `{next-worst: [x, f5], copy: []}`: other keys for some commands, the rest as they were.
    static func keys(_ node: ConfigNode) throws(UserError) -> KeyTable {
        var wanted: [String: [String]] = [:], places: [String: ConfigNode] = [:], mistakes = ConfigMistakes()
        for (name, keys) in try node.pairs() {
            mistakes.attempt { () throws(UserError) in
                let command = try name.text()
                guard places.updateValue(name, forKey: command) == nil else {
                    throw name.error("the keys of \(command) stand twice")
                }
                wanted[command] = []
                wanted[command] = keys.isNull ? [] : try keys.oneOrMore()
            }
        }
        var table: KeyTable?
        while table == nil {
            do throws(KeyTableError) { table = try KeyTable.standard.remapped(wanted) } catch {
                // A quit that lost its key to another mistake has none for that reason.
                guard error != .noWayOut || mistakes.all.isEmpty else { break }
                let place = error.commands.lazy.compactMap { places[$0] }.first ?? node
                mistakes.note(place.error(error.description))
                guard leaveOut(error, of: &wanted) else { break }
            }
        }
        try mistakes.finish()
        return table ?? .standard
    }

    /// The same keys without what is wrong; whether that is anything.
    private static func leaveOut(_ error: KeyTableError, of wanted: inout [String: [String]]) -> Bool {
        let before = wanted
        switch error {
        case .unknownCommand(let name, _): wanted[name] = nil
        case .unknownKey(let key, let command): wanted[command]?.removeAll { $0 == key }
        case .twice(let key, let first, let second):
            for command in [first, second] { wanted[command]?.removeAll { Key(name: $0)?.name == key } }
        case .noWayOut: break
        }
        return wanted != before
    }

    /// `{hot: "temp>85 & job~=train"}`: filters that `:use` and its completion know from the start.
    static func filters(_ node: ConfigNode, _ catalogue: Catalogue) throws(UserError) -> [String: String] {
        let vocabulary = FilterVocabulary(catalogue: catalogue, marks: Mark.allCases.map(\.word))
        var filters: [String: String] = [:], mistakes = ConfigMistakes()
        for (name, value) in try node.pairs() {
            guard filters.count < filterLimit else { throw name.error("more than \(filterLimit) filters") }
            mistakes.attempt { () throws(UserError) in
                let text = try value.text()
                do throws(FilterError) { _ = try Filter(text, vocabulary) } catch {
                    throw value.error(error.description)
                }
                guard filters.updateValue(text, forKey: try name.text()) == nil else {
                    throw name.error("two filters have this name")
                }
            }
        }
        try mistakes.finish()
        return filters
    }
}
