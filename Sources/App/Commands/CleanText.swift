// Text with words from outside, made safe for a terminal line by line: line feeds are ours, everything else passes the sanitiser.

import Screen

enum CleanText {
    static func lines(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            var safe = String.UnicodeScalarView()
            safe.append(contentsOf: Sanitiser.columns(of: String(line)))
            return String(safe)
        }.joined(separator: "\n")
    }
}
