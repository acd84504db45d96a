// Keys and kept filters of a configuration: what the hands are used to. Each mistake names the place where it stands.

import Console
import Foundation
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
        var wanted: [String: [String]] = [:], places: [String: ConfigNode] = [:]
        for (name, keys) in try node.pairs() {
            let command = try name.text()
            guard wanted.updateValue(keys.isNull ? [] : try keys.oneOrMore(), forKey: command) == nil else {
                throw name.error("the keys of \(command) stand twice")
            }
            places[command] = name
        }
        do throws(KeyTableError) { return try KeyTable.standard.remapped(wanted) } catch {
            let place = error.commands.lazy.compactMap { places[$0] }.first ?? node
            throw place.error(error.description)
        }
    }

    /// `{hot: "temp>85 & job~=train"}`: filters that `:use` and its completion know from the start.
    static func filters(_ node: ConfigNode, _ catalogue: Catalogue) throws(UserError) -> [String: String] {
        let vocabulary = FilterVocabulary(catalogue: catalogue, marks: Mark.allCases.map(\.word))
        var filters: [String: String] = [:]
        for (name, value) in try node.pairs() {
            guard filters.count < filterLimit else { throw name.error("more than \(filterLimit) filters") }
            let text = try value.text()
            do throws(FilterError) { _ = try Filter(text, vocabulary) } catch { throw value.error(error.description) }
            guard filters.updateValue(text, forKey: try name.text()) == nil else {
                throw name.error("two filters have this name")
            }
        }
        return filters
    }
}
