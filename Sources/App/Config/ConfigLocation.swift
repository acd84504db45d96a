// Which configuration counts: the one that is named, else the first that is found. Never one of the current folder.

import Foundation

/// The search for a configuration file.
public enum ConfigLocation {
    /// - Parameter named: `--config`.
    /// - Returns: nil if none is named and none is found.
    public static func find(_ named: String?, environment: [String: String] = ProcessInfo.processInfo.environment)
        -> String?
    {
        if let named { return named }
        if let path = environment["VIGIE_CONFIG"], !path.isEmpty { return path }
        return candidates(environment).first { FileManager.default.fileExists(atPath: $0) }
    }

    /// Where one is looked for, in order.
    public static func candidates(_ environment: [String: String] = ProcessInfo.processInfo.environment) -> [String] {
        let home = environment["HOME"].map { $0 + "/.config" }
        let base = environment["XDG_CONFIG_HOME"].flatMap { $0.isEmpty ? nil : $0 } ?? home
        return [base.map { $0 + "/vigie/vigie.yml" }, "/etc/vigie/vigie.yml"].compactMap { $0 }
    }
}
