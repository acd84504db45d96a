// Lines of a CSV and their fields, as RFC 4180 has them: quoted fields may hold commas, quotes and line feeds (unsafe inside: bytes are
// searched). It holds one piece of the file and knows no meaning of a field. A line that can not be read costs itself alone.

import Glibc

/// Used by one thread; what a line is stands until the next is read.
final class CSVLines {
    /// A line of a recording has about fifty bytes.
    static let lineBytes = 1 << 16

    private let file: StreamedFile
    private var buffer: [UInt8] = []
    /// Where the next line begins.
    private var position = 0
    private var isAtEnd = false
    /// Line feeds before `position`.
    private var feeds = 0
    /// Where the line that was read last begins.
    private var start = 0
    /// Of that line, 1 based.
    private(set) var number = 0
    private var split = CSVSplit()

    init(_ path: String) throws(UserError) {
        file = try StreamedFile(path)
        try fill()
        // A mark of its encoding, as spreadsheets write it, is none of the text.
        if buffer.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    }

    /// What is wrong with the compressed form.
    var damage: String? { file.damage }

    /// The next line that is not blank.
    ///
    /// - Returns: false at the end.
    /// - Throws: a fault of the line, or an error of the file.
    func next() throws -> Bool {
        while let length = try length(from: 0) {
            number = feeds + 1
            split.fields.removeAll(keepingCapacity: true)
            guard length <= Self.lineBytes else {
                try skip()
                throw CSVFault(
                    column: 1, reason: "longer than \(Self.lineBytes) bytes; a line is time,metric,place,value")
            }
            let whole = try quoted(length)
            start = position
            let end = trimmed(whole)
            do {
                try buffer.withUnsafeBufferPointer { try split.read($0, start..<end) }
            } catch {
                consume(length)
                throw error
            }
            consume(whole)
            if end > start { return true }
        }
        return false
    }

    /// How many fields the line has.
    var count: Int { split.fields.count }

    /// Column of a field, 1 based.
    func column(_ field: Int) -> Int { field < count ? split.fields[field].bytes.lowerBound - start + 1 : 1 }

    /// A field's text, without its quotes.
    func text(_ field: Int) -> String {
        let bytes = buffer[split.fields[field].bytes]
        guard split.fields[field].isQuoted, bytes.contains(0x22) else { return String(decoding: bytes, as: UTF8.self) }
        var text: [UInt8] = [], isSecond = false
        for byte in bytes {
            isSecond = byte == 0x22 && !isSecond
            if !isSecond { text.append(byte) }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// A field as it stands there.
    func bytes(_ field: Int) -> ArraySlice<UInt8> { buffer[split.fields[field].bytes] }

    /// Whether a field is these bytes.
    func isSame(_ field: Int, as bytes: [UInt8]) -> Bool {
        let range = split.fields[field].bytes
        return range.count == bytes.count
            && buffer.withUnsafeBufferPointer { memcmp($0.baseAddress! + range.lowerBound, bytes, bytes.count) == 0 }
    }

    private func fill() throws(UserError) {
        if position > 0 { buffer.removeSubrange(..<position) }
        position = 0
        if try !file.next(into: &buffer) { isAtEnd = true }
    }

    /// Bytes from the beginning of the line to the first line feed behind an offset, or to the end of the file; nil if nothing stands there. More
    /// than a line may have means that there are more still.
    private func length(from offset: Int) throws -> Int? {
        while true {
            let from = min(buffer.count, position + offset)
            if let feed = find(0x0A, from..<buffer.count) { return feed - position }
            if buffer.count - position > Self.lineBytes { return buffer.count - position }
            if isAtEnd { return position + offset < buffer.count ? buffer.count - position : nil }
            try fill()
        }
    }

    /// The same of a line with line feeds within quotes: as far as the quotes are closed.
    private func quoted(_ first: Int) throws -> Int {
        var length = first, isOpen = quotes(position..<position + first)
        while isOpen, let more = try self.length(from: length + 1), more <= Self.lineBytes {
            if quotes(position + length..<position + more) { isOpen = false }
            length = more
        }
        return isOpen ? first : length
    }

    /// Whether there is an odd number of quotes.
    private func quotes(_ range: Range<Int>) -> Bool {
        guard find(0x22, range) != nil else { return false }
        return buffer[range].reduce(0) { $0 + ($1 == 0x22 ? 1 : 0) } % 2 == 1
    }

    /// The end of the line without what Windows ends lines with.
    private func trimmed(_ length: Int) -> Int {
        var end = position + length
        while end > position, buffer[end - 1] == 0x0D { end -= 1 }
        return end
    }

    /// The line is read, and its line feed with it.
    private func consume(_ length: Int) {
        let end = min(buffer.count, position + length + 1)
        feeds += buffer[position..<end].reduce(0) { $0 + ($1 == 0x0A ? 1 : 0) }
        position = end
    }

    /// Passes by a line that is too long, whatever its length.
    private func skip() throws {
        while find(0x0A, position..<buffer.count) == nil {
            position = buffer.count
            if isAtEnd { return }
            try fill()
        }
        consume((find(0x0A, position..<buffer.count) ?? position) - position)
    }

    private func find(_ byte: Int32, _ range: Range<Int>) -> Int? {
        guard !range.isEmpty else { return nil }
        return buffer.withUnsafeBytes { bytes in
            memchr(bytes.baseAddress! + range.lowerBound, byte, range.count).map {
                UnsafeRawPointer($0) - bytes.baseAddress!
            }
        }
    }
}
