// A theme as its YAML file spells it: names and colours, turned into a theme or into errors with line and column.

import Screen
import Yams

/// Reads one theme file.
enum ThemeFile {
    private static let known: Set = ["name", "title", "roles", "heat", "deviation", "map", "transparent"]

    /// - Parameters:
    ///   - text: the file's content.
    ///   - path: for error messages.
    static func parse(_ text: String, path: String) throws(UserError) -> Theme {
        guard let map = try ConfigNode.parse(text, file: path)?.node.mapping else {
            throw UserError("\(path):1:1: a theme is a mapping with name, roles and heat")
        }
        for (key, _) in map where !known.contains(key.string ?? "") {
            throw UserError(
                "\(place(key, path)): no key \(key.string ?? "?"); known: \(known.sorted().joined(separator: ", "))")
        }
        let name = map["name"]?.string ?? ""
        guard !name.isEmpty else { throw UserError("\(path):1:1: name is missing") }
        guard let roleNodes = map["roles"]?.mapping else { throw UserError("\(path):1:1: roles is missing") }
        var roles: [Role: Theme.Colours] = [:]
        for (key, value) in roleNodes {
            guard let role = Role.allCases.first(where: { $0.name == key.string }) else {
                throw UserError(
                    "\(place(key, path)): no role \(key.string ?? "?"); known: \(Role.allCases.map(\.name).joined(separator: ", "))"
                )
            }
            roles[role] = try colours(value, path)
        }
        let heat = try list(map, "heat", path), bend = try list(map, "deviation", path)
        do {
            return try Theme(
                name: name, title: map["title"]?.string ?? name, roles: roles, ramp: heat, bend: bend,
                map: try colourMap(map, path), isTransparent: map["transparent"]?.bool ?? false)
        } catch let error as UserError { throw error } catch { throw UserError("\(path): \(error)") }
    }

    private static func list(_ map: Node.Mapping, _ key: String, _ path: String) throws(UserError) -> [RGB] {
        guard let nodes = map[key]?.sequence else {
            throw UserError("\(path):1:1: \(key) is missing: a list of colours")
        }
        var colours: [RGB] = []
        for node in nodes { colours.append(try colour(node, path)) }
        return colours
    }

    /// `map: viridis`, the theme's own heat if there is none.
    private static func colourMap(_ map: Node.Mapping, _ path: String) throws(UserError) -> ColourMap {
        guard let node = map["map"] else { return .calm }
        guard let name = node.string, let choice = ColourMap(rawValue: name) else {
            let known = ColourMap.allCases.map(\.rawValue).joined(separator: ", ")
            throw UserError("\(place(node, path)): no colour map \(node.string ?? "?"); known: \(known)")
        }
        return choice
    }

    private static func colours(_ node: Node, _ path: String) throws(UserError) -> Theme.Colours {
        guard let pair = node.mapping else { return Theme.Colours(try colour(node, path)) }
        guard let foreground = pair["fg"] else { throw UserError("\(place(node, path)): fg is missing") }
        let background: RGB? = if let ground = pair["bg"] { try colour(ground, path) } else { nil }
        return Theme.Colours(try colour(foreground, path), on: background)
    }

    private static func colour(_ node: Node, _ path: String) throws(UserError) -> RGB {
        guard let text = node.string, let colour = RGB(text) else {
            throw UserError("\(place(node, path)): a colour is written \"#rrggbb\"")
        }
        return colour
    }

    private static func place(_ node: Node, _ path: String) -> String {
        guard let mark = node.mark else { return path }
        return "\(path):\(mark.line):\(mark.column)"
    }
}
