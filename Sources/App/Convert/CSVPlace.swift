// A place as a line of a CSV names it. Rack names may hold anything; what stands behind the last slashes is the tray and the GPU.

/// `A01/t07`, or `A01/t07/g2`.
struct CSVPlace: Equatable {
    /// Bytes of a rack's name, at most.
    static let nameLimit = 200
    static let trayLimit = 9_999, gpuLimit = 255

    let rack: String
    let tray: Int
    /// nil for the tray itself.
    let gpu: Int?

    /// nil if it is no place of a value.
    init?(_ text: String) {
        var parts = Self.disarmed(text).split(separator: "/", omittingEmptySubsequences: false)
        gpu = parts.last.flatMap { Self.number($0, "g", Self.gpuLimit) }
        if gpu != nil { parts.removeLast() }
        guard parts.count > 1, let tray = parts.last.flatMap({ Self.number($0, "t", Self.trayLimit) }) else {
            return nil
        }
        parts.removeLast()
        self.tray = tray
        rack = parts.joined(separator: "/")
        guard !rack.isEmpty, rack.utf8.count <= Self.nameLimit else { return nil }
    }

    /// As every path is written: `A01/t07`.
    var trayPath: String { "\(rack)/t\(tray < 10 ? "0" : "")\(tray)" }

    /// A text that a spreadsheet would take for a formula has a mark in front.
    private static func disarmed(_ text: String) -> Substring {
        let rest = text.utf8.dropFirst()
        guard text.utf8.first == 0x27, rest.first.map({ "=+-@".utf8.contains($0) }) == true else { return text[...] }
        return text[rest.startIndex...]
    }

    private static func number(_ part: Substring, _ letter: Character, _ limit: Int) -> Int? {
        let digits = part.dropFirst()
        guard part.first == letter, (1...4).contains(digits.utf8.count), digits.utf8.allSatisfy({ $0 &- 0x30 < 10 }),
            let number = Int(digits), number <= limit
        else { return nil }
        return number
    }
}
