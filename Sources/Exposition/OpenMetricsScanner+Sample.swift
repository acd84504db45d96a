// Sample lines of OpenMetrics (unsafe: borrowed bytes): name, labels, value, timestamp, exemplar, with single blanks.

extension OpenMetricsScanner {
    /// Reads the line and checks it against its family.
    @inline(__always)
    mutating func sample(_ start: Int, _ end: Int) -> LineFault? {
        var exemplar: Int?
        if let fault = parts(start, end, &exemplar) { return fault }
        guard let part = part() else {
            if let fault = openFamily(name) { return fault }
            return check(.value, exemplar: exemplar, end)
        }
        return check(part, exemplar: exemplar, end)
    }

    /// A line for itself, whatever stands before it: no family, no order, no exemplar is looked at.
    mutating func looseLine(_ start: Int, _ end: Int) -> PageLine {
        if start == end || bytes[start] == 0x23 { return .skipped }
        // Without its line feed nobody knows whether a number is whole.
        guard end < bytes.count else { return .bad(problem(start, .missingEOF)) }
        var exemplar: Int?
        return parts(start, end, &exemplar).map { .bad($0) } ?? .sample
    }

    /// Name, labels, value and timestamp of the line, and where its exemplar begins.
    @inline(__always)
    private mutating func parts(_ start: Int, _ end: Int, _ exemplar: inout Int?) -> LineFault? {
        var at = start
        guard PageBytes.isNameStart(bytes[at]) else { return problem(at, .name) }
        repeat { at &+= 1 } while at < end && PageBytes.isNameByte(bytes[at])
        name = Range(uncheckedBounds: (start, at))
        labels = Range(uncheckedBounds: (at, at))
        workspace.labels.removeAll()
        if at < end, bytes[at] == 0x7B {
            if let fault = labelSet(&at, end, workspace.labels) { return fault }
            labels = Range(uncheckedBounds: (name.upperBound &+ 1, at &- 1))
        }
        guard at < end, bytes[at] == 0x20 else { return problem(at, .space) }
        at &+= 1
        let from = at
        guard let parsed = real(&at, end) else { return problem(from, valueReason(from, end)) }
        value = parsed
        number = Range(uncheckedBounds: (from, at))
        seconds = nil
        return at < end ? afterValue(&at, end, &exemplar) : nil
    }

    /// Which part of the current family the sample is; nil if it belongs to none.
    @inline(__always)
    private func part() -> FamilyType.Part? {
        let stem = family.name.count
        guard families > 0, name.count >= stem, bytes.same(family.name.lowerBound, name.lowerBound, stem),
            let part = FamilyType.part(ofSuffix: name.lowerBound &+ stem, name.count &- stem, in: bytes),
            family.type.has(part)
        else { return nil }
        return part
    }

    /// `[SP timestamp] [SP # exemplar]`
    private mutating func afterValue(_ at: inout Int, _ end: Int, _ exemplar: inout Int?) -> LineFault? {
        guard bytes[at] == 0x20 else { return problem(at, .space) }
        at += 1
        if at < end, bytes[at] != 0x23 {
            let from = at
            guard let parsed = real(&at, end), isTimestamp(from, at) else { return problem(from, .realTimestamp) }
            seconds = parsed
            if at == end { return nil }
            guard bytes[at] == 0x20 else { return problem(at, .trailing) }
            at += 1
        }
        guard at < end, bytes[at] == 0x23 else { return problem(at, .space) }
        exemplar = at
        return nil
    }

    /// `# {labels} value [timestamp]`, and its value.
    mutating func exemplar(_ start: Int, _ end: Int) -> (value: Double, fault: LineFault?) {
        var at = start
        guard end - at >= 4, bytes[at + 1] == 0x20, bytes[at + 2] == 0x7B else { return (0, problem(at, .exemplar)) }
        at += 2
        workspace.exemplarLabels.removeAll()
        if let fault = labelSet(&at, end, workspace.exemplarLabels) { return (0, fault) }
        guard at + 1 < end, bytes[at] == 0x20 else { return (0, problem(at, .exemplar)) }
        at += 1
        let from = at
        guard let value = real(&at, end) else { return (0, problem(from, valueReason(from, end))) }
        if at < end {
            guard bytes[at] == 0x20 else { return (0, problem(at, .exemplar)) }
            at += 1
            let from = at
            guard real(&at, end) != nil, at == end, isTimestamp(from, at) else {
                return (0, problem(from, .realTimestamp))
            }
        }
        if exemplarLength() > 128 { return (0, problem(start, .exemplarLength)) }
        return (value, nil)
    }

    /// Code points of all names and values.
    private func exemplarLength() -> Int {
        let marks = workspace.exemplarLabels
        var length = 0
        for index in 0..<marks.count {
            let mark = marks[index]
            length += mark.nameEnd - mark.nameStart
            var at = mark.valueStart
            while at < mark.valueEnd {
                let isEscape = bytes[at] == 0x5C && [0x5C, 0x22, 0x6E].contains(bytes[at + 1])
                if bytes[at] & 0xC0 != 0x80 { length += 1 }
                at += isEscape ? 2 : 1
            }
        }
        return length
    }

    /// A number; NaN has no sign here.
    @inline(__always)
    private func real(_ at: inout Int, _ end: Int) -> Double? {
        let from = at
        guard let value = Decimal.read(bytes.base, &at, bytes.count) else { return nil }
        return value.isNaN && bytes[from] | 0x20 != 0x6E ? nil : value
    }

    /// Timestamps are digits: no infinity, no NaN.
    private func isTimestamp(_ start: Int, _ end: Int) -> Bool {
        Decimal.isReal(UnsafeRawBufferPointer(start: bytes.base + start, count: end - start))
    }

    private func valueReason(_ start: Int, _ end: Int) -> LineFault.Reason {
        var at = start
        while at < end, bytes[at] != 0x20 { at += 1 }
        return isTimestamp(start, at) ? .range : .value
    }
}
