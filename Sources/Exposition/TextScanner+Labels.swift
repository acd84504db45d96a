// The label block of the text format (unsafe: borrowed bytes): blanks anywhere, a trailing comma, quoted names.

extension TextScanner {
    /// `{a="b",c="d",}`, or `{"quoted.name",a="b"}` when no name came before.
    @inline(__always)
    mutating func labelBlock(_ at: inout Int, _ limit: Int) -> LineFault? {
        at &+= 1
        let start = at
        marks.removeAll()
        while true {
            bytes.skipBlanks(&at, limit)
            if at < limit, bytes[at] == 0x7D { break }
            if let fault = label(&at, limit) { return fault }
            bytes.skipBlanks(&at, limit)
            guard at < limit, bytes[at] == 0x2C || bytes[at] == 0x7D else { return problem(at, .separator) }
            if bytes[at] == 0x2C { at &+= 1 }
        }
        labels = Range(uncheckedBounds: (start, at))
        at &+= 1
        return nil
    }

    /// One `name="value"`, or the quoted metric name.
    @inline(__always)
    private mutating func label(_ at: inout Int, _ limit: Int) -> LineFault? {
        let from = at
        var nameStart = at, nameEnd = at
        let isQuoted = at < limit && bytes[at] == 0x22
        if isQuoted {
            if let fault = quoted(&at, limit).fault { return fault }
            nameStart = from &+ 1
            nameEnd = at &- 1
            if nameStart == nameEnd { return problem(from, name.isEmpty ? .name : .label) }
        } else {
            guard at < limit, PageBytes.isNameStart(bytes[at]), bytes[at] != 0x3A else { return problem(at, .label) }
            while at < limit, PageBytes.isNameByte(bytes[at]), bytes[at] != 0x3A { at &+= 1 }
            nameEnd = at
        }
        bytes.skipBlanks(&at, limit)
        guard at < limit, bytes[at] == 0x3D else {
            guard isQuoted, name.isEmpty else { return problem(at, .equals) }
            name = nameStart..<nameEnd
            return nil
        }
        at &+= 1
        bytes.skipBlanks(&at, limit)
        guard at < limit, bytes[at] == 0x22 else { return problem(at, .quote) }
        let valueStart = at &+ 1
        let (fault, escapes) = quoted(&at, limit)
        if let fault { return fault }
        if marks.count >= limits.labels { return problem(from, .labelCount) }
        if nameEnd &- nameStart > limits.labelNameBytes { return problem(from, .labelName) }
        if at &- 1 &- valueStart > limits.labelValueBytes { return problem(valueStart, .labelValue) }
        let mark = LabelMarks.Mark(
            nameStart: nameStart, nameEnd: nameEnd, valueStart: valueStart, valueEnd: at &- 1, hasEscapes: escapes)
        return marks.append(mark, in: bytes) ? nil : problem(from, .duplicate)
    }

    /// A quoted text with escapes, which must be valid UTF-8; leaves `at` behind the closing quote.
    @inline(__always)
    private func quoted(_ at: inout Int, _ limit: Int) -> (fault: LineFault?, hasEscapes: Bool) {
        let start = at &+ 1
        at = bytes.plainEnd(start, limit)
        if at < limit, bytes[at] == 0x22 {
            at &+= 1
            return (nil, false)
        }
        return unusual(&at, start, limit)
    }

    /// The rest of a text that holds escapes or more than ASCII.
    private func unusual(_ at: inout Int, _ start: Int, _ limit: Int) -> (LineFault?, Bool) {
        var escapes = false, ascii = true
        while at < limit, bytes[at] != 0x22 {
            if bytes[at] == 0x5C {
                escapes = true
                at += 1
            }
            if at < limit, bytes[at] >= 0x80 { ascii = false }
            at += 1
        }
        guard at < limit else { return (problem(start - 1, .unterminated), false) }
        if !ascii, let wrong = bytes.invalidUTF8(start..<at) { return (problem(wrong, .encoding), false) }
        at += 1
        return (nil, escapes)
    }
}
