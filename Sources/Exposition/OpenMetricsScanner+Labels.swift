// Label sets of OpenMetrics (unsafe: borrowed bytes): no blanks, no trailing comma, valid UTF-8.

extension OpenMetricsScanner {
    /// `{a="b",c="d"}` or `{}`; leaves `at` behind the closing brace.
    @inline(__always)
    func labelSet(_ at: inout Int, _ end: Int, _ marks: LabelMarks) -> LineFault? {
        at &+= 1
        if at < end, bytes[at] == 0x7D {
            at &+= 1
            return nil
        }
        while true {
            let from = at
            guard at < end, PageBytes.isNameStart(bytes[at]), bytes[at] != 0x3A else { return problem(at, .label) }
            repeat { at &+= 1 } while at < end && PageBytes.isNameByte(bytes[at]) && bytes[at] != 0x3A
            let nameEnd = at
            guard at < end, bytes[at] == 0x3D else { return problem(at, .equals) }
            at &+= 1
            guard at < end, bytes[at] == 0x22 else { return problem(at, .quote) }
            let valueStart = at &+ 1
            at = bytes.plainEnd(valueStart, end)
            var escapes = false
            if at >= end || bytes[at] != 0x22, let fault = unusual(&at, valueStart, end, &escapes) { return fault }
            if marks.count >= limits.labels { return problem(from, .labelCount) }
            if nameEnd &- from > limits.labelNameBytes { return problem(from, .labelName) }
            if at &- valueStart > limits.labelValueBytes { return problem(valueStart, .labelValue) }
            let mark = LabelMarks.Mark(
                nameStart: from, nameEnd: nameEnd, valueStart: valueStart, valueEnd: at, hasEscapes: escapes)
            guard marks.append(mark, in: bytes) else { return problem(from, .duplicate) }
            at &+= 1
            guard at < end, bytes[at] == 0x2C || bytes[at] == 0x7D else { return problem(at, .separator) }
            at &+= 1
            if bytes[at &- 1] == 0x7D { return nil }
        }
    }

    /// The rest of a value that holds escapes or more than ASCII; leaves `at` on the closing quote.
    private func unusual(_ at: inout Int, _ start: Int, _ end: Int, _ escapes: inout Bool) -> LineFault? {
        var ascii = true
        while at < end, bytes[at] != 0x22 {
            if bytes[at] == 0x5C {
                escapes = true
                at += 1
            }
            if at < end, bytes[at] >= 0x80 { ascii = false }
            at += 1
        }
        guard at < end else { return problem(start - 1, .unterminated) }
        if !ascii, let wrong = bytes.invalidUTF8(start..<at) { return problem(wrong, .encoding) }
        return nil
    }
}
