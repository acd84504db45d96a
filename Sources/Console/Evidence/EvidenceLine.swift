// One line of what the data say about an alarm: a label and words, in the role of what they mean.

import Screen

struct EvidenceLine {
    /// At most eight columns; empty where the line goes on with the one above.
    let label: String
    let words: String
    var style: Style = .text
    /// A row of a table: its spaces count, and it is cut rather than broken.
    var isRow = false

    init(_ label: String, _ words: String, _ style: Style = .text, isRow: Bool = false) {
        self.isRow = isRow
        self.label = label
        self.words = words
        self.style = style
    }

    /// A cell of a row: the text at the left of its columns, with a blank behind it at least.
    static func pad(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(1, width - Sanitiser.width(of: text)))
    }

    /// The same at the right of its columns.
    static func lead(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(1, width - Sanitiser.width(of: text))) + text
    }

    /// Something that nobody can see here, and what would show it.
    static func blind(_ label: String, _ words: String) -> EvidenceLine { EvidenceLine(label, "blind: " + words, .dim) }
}
