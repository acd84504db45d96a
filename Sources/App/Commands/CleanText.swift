// Text with words from outside, made safe for a terminal line by line: line feeds are ours, everything else passes the sanitiser.

import Screen

enum CleanText {
    /// Words from outside that stand in one line with ours: their own line feeds are none of it.
    static func line(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else { return text }
        var safe = String.UnicodeScalarView()
        safe.append(contentsOf: Sanitiser.columns(of: text))
        return String(safe)
    }

    static func lines(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            var safe = String.UnicodeScalarView()
            safe.append(contentsOf: Sanitiser.columns(of: String(line)))
            return String(safe)
        }.joined(separator: "\n")
    }
}
