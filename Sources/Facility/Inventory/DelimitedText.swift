// CSV by RFC 4180, with what spreadsheets add: a byte order mark, semicolons, bare carriage returns. One bad row costs that row.

/// Rows of a delimited text; the first is the header.
public struct DelimitedText: Sendable {
    /// One record, the header's or another.
    public struct Row: Sendable {
        /// 1 based line on which the row begins.
        public let line: Int
        /// Unquoted; there may be more or fewer than the header has.
        public let fields: [String]
    }

    static let rowLimit = 1_000_000

    /// The header first, so never empty. Empty lines are left out.
    public let rows: [Row]

    /// - Throws: an unclosed quote, an empty text, too many rows.
    public init(_ text: String) throws(TextFault) {
        var bytes = Array(text.utf8)
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
        let head = bytes.prefix { $0 != 0x0A && $0 != 0x0D }
        let separator: UInt8 =
            head.count { $0 == 0x3B } > head.count { $0 == 0x2C }
            ? 0x3B : head.contains(0x2C) || !head.contains(0x09) ? 0x2C : 0x09
        var rows: [Row] = [], fields: [String] = [], field: [UInt8] = []
        var line = 1, start = 1, index = 0, quoteLine = 0
        var quoted = false
        func endRow() {
            fields.append(String(decoding: field, as: UTF8.self))
            if fields.count > 1 || !fields[0].isEmpty { rows.append(Row(line: start, fields: fields)) }
            fields = []
            field = []
        }
        while index < bytes.count {
            let byte = bytes[index]
            if quoted {
                if byte == 0x22 {
                    if index + 1 < bytes.count, bytes[index + 1] == 0x22 {
                        field.append(byte)
                        index += 1
                    } else {
                        quoted = false
                    }
                } else {
                    if byte == 0x0A { line += 1 }
                    field.append(byte)
                }
            } else if byte == 0x22, field.isEmpty {
                quoted = true
                quoteLine = line
            } else if byte == separator {
                fields.append(String(decoding: field, as: UTF8.self))
                field = []
            } else if byte == 0x0A || byte == 0x0D {
                if byte == 0x0D, index + 1 < bytes.count, bytes[index + 1] == 0x0A { index += 1 }
                line += 1
                endRow()
                start = line
            } else {
                field.append(byte)
            }
            guard rows.count <= Self.rowLimit else {
                throw TextFault(line: line, column: 1, reason: "more than \(Self.rowLimit) rows")
            }
            index += 1
        }
        if quoted { throw TextFault(line: quoteLine, column: 1, reason: "a quote is opened here and never closed") }
        if !field.isEmpty || !fields.isEmpty { endRow() }
        guard !rows.isEmpty else { throw TextFault(line: 1, column: 1, reason: "the table is empty") }
        self.rows = rows
    }
}
