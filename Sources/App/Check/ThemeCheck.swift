// `vigie check theme`: whether a theme's file can be read, and whether people can read its colours. It changes nothing.

import Foundation
import Screen

/// Checks theme files.
public enum ThemeCheck {
    /// - Returns: `file: good` lines and every finding; code 1 if there is one.
    public static func run(_ paths: [String]) throws(UserError) -> (words: String, faults: [String], code: Int32) {
        var words: [String] = [], faults: [String] = []
        for path in paths {
            guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
                throw UserError("\(path): no such file, or no UTF-8 text")
            }
            do throws(UserError) {
                let theme = try ThemeFile.parse(text, path: path)
                let findings = ThemeAudit(theme).findings
                faults += findings.map { "\(path): \($0)" }
                let verdict = findings.isEmpty ? "good" : "\(findings.count) findings"
                words.append("\(path): \(theme.name), \(verdict)")
            } catch { faults.append(error.description) }
        }
        return (words.map { $0 + "\n" }.joined(), faults, faults.isEmpty ? 0 : 1)
    }
}
