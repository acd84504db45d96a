// Finds themes: in the folder the user names, in his configuration, beside the executable, in the package, and built in.

import Foundation
import Screen

/// All themes that can be asked for by name; the first found of a name wins.
public struct ThemeLibrary: Sendable {
    /// In the order of their names; at least the built-in ones.
    public let themes: [Theme]
    /// Files that could not be read, with the reason.
    public let problems: [String]
    private let files: [String: String]

    /// - Parameter directory: `--themes-dir`; must exist if given.
    public init(directory: String?) throws(UserError) {
        var themes: [Theme] = []
        var problems: [String] = []
        var files: [String: String] = [:]
        if let directory, !Self.isDirectory(directory) { throw UserError("\(directory): no such folder of themes") }
        for folder in ([directory].compactMap { $0 } + Self.folders()) where Self.isDirectory(folder) {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
            for name in names.sorted().prefix(500) where name.hasSuffix(".yml") || name.hasSuffix(".yaml") {
                let path = folder + "/" + name
                guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
                    problems.append("\(path): can not be read as UTF-8 text")
                    continue
                }
                do throws(UserError) {
                    let theme = try ThemeFile.parse(text, path: path)
                    if !themes.contains(where: { $0.name == theme.name }) {
                        themes.append(theme)
                        files[theme.name] = path
                    }
                } catch {
                    // One broken file must not stop the console; who asks for that theme is told why.
                    problems.append(error.description)
                }
            }
        }
        for theme in Theme.embedded where !themes.contains(where: { $0.name == theme.name }) { themes.append(theme) }
        self.themes = themes.sorted { $0.name < $1.name }
        self.problems = problems
        self.files = files
    }

    /// The file that a theme came from, nil if it is built in.
    func file(of name: String) -> String? { files[name] }

    /// As they are asked for, in order.
    public var names: [String] { themes.map(\.name) }

    /// - Throws: no theme of this name, with the known ones.
    public func theme(named name: String) throws(UserError) -> Theme {
        guard let theme = themes.first(where: { $0.name == name }) else {
            // The fault of the file that bears its name comes before that of any other.
            let own = problems.first { $0.contains("/\(name).y") } ?? problems.first
            let broken = own.map { "; \($0)" } ?? ""
            throw UserError("no theme \"\(name)\"; known: \(names.joined(separator: ", "))\(broken)")
        }
        return theme
    }

    /// The theme after this one, in the order of names.
    public func theme(after name: String) -> Theme {
        let index = themes.firstIndex { $0.name == name } ?? 0
        return themes[(index + 1) % themes.count]
    }

    private static func folders() -> [String] {
        let environment = ProcessInfo.processInfo.environment
        var folders: [String] = []
        let home = environment["HOME"].map { $0 + "/.config" }
        if let base = environment["XDG_CONFIG_HOME"].flatMap({ $0.isEmpty ? nil : $0 }) ?? home {
            folders.append(base + "/vigie/themes")
        }
        guard let executable = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") else {
            return folders
        }
        var folder = (executable as NSString).deletingLastPathComponent
        folders += [folder + "/themes", folder + "/../share/vigie/themes"]
        for _ in 0..<6 {
            if FileManager.default.fileExists(atPath: folder + "/Package.swift") { folders.append(folder + "/themes") }
            folder = (folder as NSString).deletingLastPathComponent
        }
        return folders
    }

    private static func isDirectory(_ path: String) -> Bool {
        var directory: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &directory) && directory.boolValue
    }
}
