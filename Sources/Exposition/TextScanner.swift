// Reads the Prometheus text format line by line (unsafe: borrows the page's bytes; allocates nothing on good lines).
// Lenient: a bad line costs that line. It gives samples no meaning and follows no TYPE.

import Glibc

/// A cursor over the lines of one page.
public struct TextScanner {
    /// What the cursor stands on after `next()`.
    public enum Line { case sample, skipped, bad(LineFault), end }

    private let base: UnsafePointer<UInt8>
    private let count: Int
    private var position = 0
    private var lineNumber = 0
    private var lineStart = 0

    /// Of the current sample, as offsets into the page.
    public private(set) var name = 0..<0
    /// Between the braces, without them; empty if there are none.
    public private(set) var labels = 0..<0
    /// The digits of the value.
    public private(set) var number = 0..<0
    public private(set) var value = 0.0
    /// Milliseconds, nil if the line has none.
    public private(set) var timestampMs: Int64?

    /// - Parameter page: must outlive the scanner.
    public init(_ page: UnsafeRawBufferPointer) {
        count = page.count
        base = page.baseAddress?.assumingMemoryBound(to: UInt8.self) ?? UnsafePointer(bitPattern: 1)!
    }

    /// Goes to the next line.
    public mutating func next() -> Line {
        guard position < count else { return .end }
        lineNumber += 1
        lineStart = position
        let newline = memchr(base + position, 0x0A, count - position)
        let end = newline.map { UnsafeRawPointer($0) - UnsafeRawPointer(base) } ?? count
        position = min(count, end + 1)
        var limit = end
        while limit > lineStart, isBlank(base[limit - 1]) || base[limit - 1] == 0x0D { limit -= 1 }
        var at = lineStart
        skipBlanks(&at, limit)
        if at == limit || base[at] == 0x23 { return .skipped }
        return sample(&at, limit)
    }

    private mutating func sample(_ at: inout Int, _ limit: Int) -> Line {
        labels = at..<at
        timestampMs = nil
        if base[at] != 0x7B {
            let start = at
            guard isNameStart(base[at]) else { return fault(at, base[at] == 0 ? .control : .name) }
            while at < limit, isNameByte(base[at]) { at += 1 }
            name = start..<at
            skipBlanks(&at, limit)
        } else {
            name = at..<at
        }
        if at < limit, base[at] == 0x7B {
            if let fault = labelBlock(&at, limit) { return .bad(fault) }
            if name.isEmpty { return fault(labels.lowerBound, .name) }
            skipBlanks(&at, limit)
        } else if at == name.upperBound {
            return fault(at, at < limit && base[at] == 0 ? .control : .value)
        }
        return numbers(&at, limit)
    }

    private mutating func numbers(_ at: inout Int, _ limit: Int) -> Line {
        let start = at
        while at < limit, !isBlank(base[at]) { at += 1 }
        guard at > start, let parsed = Decimal.parse(UnsafeRawBufferPointer(start: base + start, count: at - start))
        else {
            return fault(start, .value)
        }
        number = start..<at
        value = parsed
        skipBlanks(&at, limit)
        if at < limit {
            let from = at
            guard let stamp = integer(&at, limit) else { return fault(from, .timestamp) }
            timestampMs = stamp
            skipBlanks(&at, limit)
            if at < limit { return fault(at, .trailing) }
        }
        return .sample
    }

    /// `{a="b",c="d",}`, or `{"quoted.name",a="b"}` when no name came before.
    private mutating func labelBlock(_ at: inout Int, _ limit: Int) -> LineFault? {
        at += 1
        let start = at
        var names: [Range<Int>] = []
        while true {
            skipBlanks(&at, limit)
            if at < limit, base[at] == 0x7D { break }
            let from = at
            if at < limit, base[at] == 0x22 {
                if let fault = quoted(&at, limit) { return fault }
            } else {
                guard at < limit, isNameStart(base[at]), base[at] != 0x3A else { return problem(at, .label) }
                while at < limit, isNameByte(base[at]), base[at] != 0x3A { at += 1 }
            }
            let label = from..<at
            skipBlanks(&at, limit)
            if at < limit, base[at] == 0x3D {
                at += 1
                skipBlanks(&at, limit)
                guard at < limit, base[at] == 0x22 else { return problem(at, .quote) }
                if let fault = quoted(&at, limit) { return fault }
                if names.contains(where: { same($0, label) }) { return problem(from, .duplicate) }
                names.append(label)
                guard names.count <= 512 else { return problem(from, .separator) }
            } else if base[label.lowerBound] == 0x22, name.isEmpty, label.count > 2 {
                name = label.lowerBound + 1..<label.upperBound - 1
            } else {
                return problem(at, .equals)
            }
            skipBlanks(&at, limit)
            guard at < limit, base[at] == 0x2C || base[at] == 0x7D else { return problem(at, .separator) }
            if base[at] == 0x2C { at += 1 }
        }
        labels = start..<at
        at += 1
        return nil
    }

    /// A quoted text with escapes; must be valid UTF-8.
    private func quoted(_ at: inout Int, _ limit: Int) -> LineFault? {
        let start = at + 1
        at = start
        var plain = true
        while at < limit, base[at] != 0x22 {
            if base[at] == 0x5C { at += 1 }
            if at < limit, base[at] >= 0x80 { plain = false }
            at += 1
        }
        guard at < limit else { return problem(start - 1, .unterminated) }
        if !plain, String(validating: UnsafeBufferPointer(start: base + start, count: at - start), as: UTF8.self) == nil
        {
            return problem(start, .encoding)
        }
        at += 1
        return nil
    }

    private func integer(_ at: inout Int, _ limit: Int) -> Int64? {
        let negative = base[at] == 0x2D
        if negative { at += 1 }
        let start = at
        var result: Int64 = 0
        while at < limit, base[at] &- 0x30 < 10 {
            guard at - start < 18 else { return nil }
            result = result * 10 + Int64(base[at] - 0x30)
            at += 1
        }
        guard at > start, at == limit || isBlank(base[at]) else { return nil }
        return negative ? -result : result
    }

    private func same(_ left: Range<Int>, _ right: Range<Int>) -> Bool {
        left.count == right.count && memcmp(base + left.lowerBound, base + right.lowerBound, left.count) == 0
    }

    private func fault(_ at: Int, _ reason: LineFault.Reason) -> Line { .bad(problem(at, reason)) }

    private func problem(_ at: Int, _ reason: LineFault.Reason) -> LineFault {
        LineFault(line: lineNumber, column: at - lineStart + 1, reason: reason)
    }

    private func skipBlanks(_ at: inout Int, _ limit: Int) { while at < limit, isBlank(base[at]) { at += 1 } }
    private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
    private func isNameStart(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 || byte == 0x5F || byte == 0x3A }
    private func isNameByte(_ byte: UInt8) -> Bool { isNameStart(byte) || byte &- 0x30 < 10 }
}
