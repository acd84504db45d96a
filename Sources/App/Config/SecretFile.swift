// Passwords, tokens and private keys: from files that others can not read, or from the environment. Never shown.

import Foundation
import Ingest

enum SecretFile {
    static let limit = 1 << 16

    /// The content of a `..._file`.
    ///
    /// - Parameter path: relative to the configuration's folder, or absolute.
    static func read(_ path: String, _ node: ConfigNode) throws(UserError) -> Secret {
        try check(path, node)
        guard let data = FileManager.default.contents(atPath: path), data.count <= limit else {
            throw node.error("\(path) can not be read")
        }
        let secret = Secret(String(decoding: data, as: UTF8.self))
        if secret.isEmpty { throw node.error("\(path) is empty") }
        return secret
    }

    /// Refuses a file that everybody on this machine can read.
    static func check(_ path: String, _ node: ConfigNode) throws(UserError) {
        guard let mode = mode(path) else { throw node.error("\(path) can not be read: no such file, or not ours") }
        if mode & 0o004 != 0 { throw node.error("\(path) can be read by everybody here; `chmod o-r \(path)`") }
    }

    /// A secret written in the configuration itself: `${NAME}` is the environment's; anything else only where others can not read.
    static func inline(_ node: ConfigNode, fileMode: Int?, warnings: inout [String]) throws(UserError) -> Secret {
        let text = try node.text()
        if text.hasPrefix("${"), text.hasSuffix("}") {
            let name = String(text.dropFirst(2).dropLast())
            guard let value = ProcessInfo.processInfo.environment[name], !value.isEmpty else {
                throw node.error("the environment has no \(name)")
            }
            return Secret(value)
        }
        try checkInline(node, fileMode: fileMode, warnings: &warnings)
        return Secret(text)
    }

    /// Refuses a secret in a configuration that everybody can read, and warns of any other.
    static func checkInline(_ node: ConfigNode, fileMode: Int?, warnings: inout [String]) throws(UserError) {
        if let fileMode, fileMode & 0o004 != 0 {
            throw node.error(
                "a secret in a file that everybody here can read; name a file of its own (password_file, credentials_file), or `chmod o-r \(node.file)`"
            )
        }
        warnings.append("\(node.place): a secret stands in the configuration; a file of its own is safer")
    }

    static func mode(_ path: String) -> Int? {
        (try? FileManager.default.attributesOfItem(atPath: path))?[.posixPermissions].flatMap {
            ($0 as? NSNumber)?.intValue
        }
    }
}
