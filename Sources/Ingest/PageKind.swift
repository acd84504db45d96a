// Words for pages and lines that could not be read (unsafe: borrows the page). Foreign bytes in them meet the screen's sanitiser.

import Exposition

/// What people are told about a page that is none.
enum PageKind {
    /// Bytes of a bad line that are shown.
    static let excerptBytes = 80

    /// What a page without a single sample seems to be.
    static func words(for page: UnsafeRawBufferPointer, _ fault: LineFault?) -> String {
        let head = page.prefix(4_096)
        if head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) { return "UTF-16 text" }
        let start = head.first { $0 > 0x20 } ?? 0x20
        if head.contains(0) { return "binary data" }
        if start == 0x3C { return "HTML" }
        if start == 0x7B || start == 0x5B { return "JSON" }
        guard let fault else { return "no samples" }
        return words(for: fault, in: page)
    }

    /// The fault with the beginning of its line.
    static func words(for fault: LineFault, in page: UnsafeRawBufferPointer) -> String {
        var start = 0
        for _ in 1..<max(1, fault.line) {
            guard let end = page[start...].firstIndex(of: 0x0A) else { break }
            start = end + 1
        }
        let line = page[start...].prefix(excerptBytes + 1).prefix { $0 != 0x0A }
        guard !line.isEmpty else { return fault.text }
        let text = String(decoding: line.prefix(excerptBytes), as: UTF8.self)
        return "\(fault.text): \(text)\(line.count > excerptBytes ? "..." : "")"
    }
}
