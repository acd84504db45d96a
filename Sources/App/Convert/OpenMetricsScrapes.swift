// Where one recorded scrape of OpenMetrics ends and the next begins (unsafe: borrows the text). It reads nothing of them; a page that is checked
// ends with its `# EOF`, whatever follows.

import Glibc

enum OpenMetricsScrapes {
    private static let end = Array("# EOF".utf8)

    /// Each up to and including its `# EOF`, without blank lines before it; what follows the last is one more.
    static func ranges(_ text: UnsafeRawBufferPointer) -> [Range<Int>] {
        guard let base = text.baseAddress else { return [] }
        var ranges: [Range<Int>] = [], start = 0, at = 0
        func take(to end: Int) {
            while start < end, text[start] == 0x0A || text[start] == 0x0D { start += 1 }
            if start < end { ranges.append(start..<end) }
            start = end
        }
        while at < text.count, let found = memchr(base + at, 0x23, text.count - at) {
            let offset = UnsafeRawPointer(found) - base
            at = offset + 1
            guard offset == 0 || text[offset - 1] == 0x0A, text[offset...].starts(with: end) else { continue }
            at = offset + end.count
            guard at == text.count || text[at] == 0x0A else { continue }
            if at < text.count { at += 1 }
            take(to: at)
        }
        take(to: text.count)
        return ranges
    }

    /// Whether a scrape ends with its `# EOF`.
    static func hasEnd(_ scrape: Slice<UnsafeRawBufferPointer>) -> Bool {
        scrape.reversed().prefix(end.count).elementsEqual(end.reversed())
            || scrape.reversed().prefix(end.count + 1).elementsEqual([0x0A] + end.reversed())
    }
}
