// TYPE, HELP and UNIT lines of OpenMetrics (unsafe: borrowed bytes), and what must hold for a family as a whole.

extension OpenMetricsScanner {
    /// `# TYPE name text`, exactly one blank between tokens.
    mutating func metadata(_ start: Int, _ end: Int) -> LineFault? {
        guard end - start >= 7, bytes[start + 1] == 0x20, bytes[start + 6] == 0x20 else {
            return problem(start, .metadata)
        }
        let isType = bytes.equals(start + 2, "TYPE"), isHelp = bytes.equals(start + 2, "HELP")
        guard isType || isHelp || bytes.equals(start + 2, "UNIT") else { return problem(start + 2, .metadata) }
        var at = start + 7
        guard at < end, PageBytes.isNameStart(bytes[at]) else { return problem(at, .name) }
        while at < end, PageBytes.isNameByte(bytes[at]) { at += 1 }
        let name = start + 7..<at
        guard at < end, bytes[at] == 0x20 else { return problem(at, .metadataText) }
        let text = at + 1..<end
        let isSame =
            families > 0 && family.name.count == name.count
            && bytes.same(family.name.lowerBound, name.lowerBound, name.count)
        if isSame, family.hasSamples { return problem(start, .metadataAfterSamples) }
        if !isSame, let fault = openFamily(name) { return fault }
        if isType { return type(text) }
        return isHelp ? help(text) : unit(text)
    }

    private mutating func type(_ text: Range<Int>) -> LineFault? {
        if family.hasType { return problem(line.lowerBound, .repeatedMetadata) }
        family.hasType = true
        guard let type = FamilyType(openMetrics: text.lowerBound, text.count, in: bytes) else {
            return problem(text.lowerBound, .type)
        }
        family.type = type
        return nil
    }

    private mutating func help(_ text: Range<Int>) -> LineFault? {
        if family.hasHelp { return problem(line.lowerBound, .repeatedMetadata) }
        family.hasHelp = true
        var at = text.lowerBound
        while at < text.upperBound {
            if bytes[at] == 0x5C {
                at += 1
                if at == text.upperBound { return problem(at - 1, .escape) }
            }
            at += 1
        }
        if !text.isEmpty, bytes[text.upperBound - 1] == 0x0D { return problem(text.upperBound - 1, .lineEnd) }
        return bytes.invalidUTF8(text).map { problem($0, .encoding) }
    }

    private mutating func unit(_ text: Range<Int>) -> LineFault? {
        if family.hasUnit { return problem(line.lowerBound, .repeatedMetadata) }
        family.hasUnit = true
        family.unit = text
        for at in text where !PageBytes.isNameByte(bytes[at]) { return problem(at, .unit) }
        guard !text.isEmpty else { return nil }
        let start = family.name.upperBound - text.count
        guard start > family.name.lowerBound, bytes[start - 1] == 0x5F,
            bytes.same(start, text.lowerBound, text.count)
        else { return problem(text.lowerBound, .unit) }
        return nil
    }

    /// What can only be said once all lines of a family are known.
    mutating func closeFamily() -> LineFault? {
        guard families > 0 else { return nil }
        if let fault = closePoint() { return fault }
        point = Point()
        if !family.unit.isEmpty, family.type == .info || family.type == .stateset { return familyProblem(.unitOfInfo) }
        // A family owns its bare name and every name its samples could have.
        var stem: UInt64 = 0xCBF2_9CE4_8422_2325 ^ workspace.seed
        for at in family.name { stem = (stem ^ UInt64(bytes[at])) &* 0x100_0000_01B3 }
        for raw in 0...FamilyType.Part.info.rawValue {
            guard let part = FamilyType.Part(rawValue: raw), part == .value || family.type.has(part) else { continue }
            var hash = stem
            let suffix = FamilyType.suffix(part)
            for at in 0..<suffix.utf8CodeUnitCount {
                hash = (hash ^ UInt64(suffix.utf8Start[at])) &* 0x100_0000_01B3
            }
            if !workspace.names.insert(PageBytes.fold(hash, 0x9E37_79B9_7F4A_7C15)) { return familyProblem(.clash) }
        }
        return nil
    }

    private func familyProblem(_ reason: LineFault.Reason) -> LineFault {
        LineFault(line: family.line, column: 1, reason: reason)
    }
}
