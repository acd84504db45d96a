// One line of a CSV taken apart at its commas (unsafe: borrows the line). What is between quotes is one field, whatever it holds.

/// The fields of a line.
struct CSVSplit {
    /// Where a field stands, without its quotes, and whether there were any.
    struct Field {
        let bytes: Range<Int>
        let isQuoted: Bool
    }

    /// More than any line has that is meant.
    static let fieldLimit = 64

    var fields: [Field] = []

    /// - Parameter line: where in the bytes it stands, without its line feed.
    mutating func read(_ bytes: UnsafeBufferPointer<UInt8>, _ line: Range<Int>) throws(CSVFault) {
        var at = line.lowerBound
        while fields.count < Self.fieldLimit {
            let isQuoted = at < line.upperBound && bytes[at] == 0x22
            let from = isQuoted ? at + 1 : at
            let end = isQuoted ? try quote(bytes, from, line) : try plain(bytes, from, line)
            fields.append(Field(bytes: from..<end, isQuoted: isQuoted))
            at = isQuoted ? end + 1 : end
            guard at < line.upperBound else { return }
            guard bytes[at] == 0x2C else {
                throw CSVFault(column: at - line.lowerBound + 1, reason: "a comma is expected behind a quoted field")
            }
            at += 1
        }
    }

    /// The next comma, or the end.
    private func plain(_ bytes: UnsafeBufferPointer<UInt8>, _ from: Int, _ line: Range<Int>) throws(CSVFault) -> Int {
        var at = from
        while at < line.upperBound, bytes[at] != 0x2C {
            guard bytes[at] != 0x22 else {
                throw CSVFault(
                    column: at - line.lowerBound + 1,
                    reason: "a quote within a field; put quotes around the field and write this one twice")
            }
            at += 1
        }
        return at
    }

    /// The quote that ends a field; two of them are one within it.
    private func quote(_ bytes: UnsafeBufferPointer<UInt8>, _ from: Int, _ line: Range<Int>) throws(CSVFault) -> Int {
        var at = from
        while at < line.upperBound {
            if bytes[at] == 0x22 {
                guard at + 1 < line.upperBound, bytes[at + 1] == 0x22 else { return at }
                at += 1
            }
            at += 1
        }
        throw CSVFault(column: from - line.lowerBound, reason: "this quote is not closed")
    }
}
