// Texts that people and programs write freely: they may say any name, so none of them is looked through. Which they are is decided by the label and
// by what command lines and bad lines look like.

extension Anonymiser {
    private static let freeLabels: Set<String> = [
        "cmdline", "command", "command_line", "cmd", "args", "argv", "arguments", "note", "notes", "comment",
        "comments",
        "description", "message", "msg", "text", "annotation", "summary", "title", "alias", "ifalias", "if_alias",
    ]

    /// Beginnings of metrics that no site names.
    static let commonBeginnings = ["node_", "DCGM_FI_", "go_", "process_", "promhttp_", "scrape_"]

    static func isFree(_ value: String, of label: String) -> Bool {
        freeLabels.contains(label.lowercased()) || value.contains(" --") || value.hasPrefix("/") && value.contains(" ")
    }

    /// Where the line itself stands in `line 7, column 5: no number here: foo bar baz`.
    static func badLine(in text: String) -> Range<String.Index>? {
        guard let mark = text.firstRange(of: ", column "), text[..<mark.lowerBound].last?.isNumber == true else {
            return nil
        }
        let rest = text[mark.upperBound...].drop(while: \.isNumber)
        guard rest.hasPrefix(": "), let end = rest.dropFirst(2).firstRange(of: ": ")?.upperBound, end < text.endIndex
        else {
            return nil
        }
        return end..<text.endIndex
    }
}
