// The entry vigie hands to ncurses: the user's own, with the colours that are wanted and SGR mouse always (unsafe: read(2)).

import Glibc
import Screen

extension TerminfoEntry {
    /// The name ncurses is asked for.
    static let derivedName = "vigie-derived"

    /// The entry of a terminal type from the places ncurses looks in; nil if there is none.
    static func find(_ type: String) -> TerminfoEntry? {
        guard let first = type.utf8.first, !type.contains("/"), type.utf8.count < 128 else { return nil }
        var folders: [String] = []
        func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
        if let own = variable("TERMINFO"), own.hasPrefix("/") { folders.append(own) }
        if let home = variable("HOME") { folders.append(home + "/.terminfo") }
        folders += (variable("TERMINFO_DIRS") ?? "").split(separator: ":").map(String.init)
        folders += ["/etc/terminfo", "/lib/terminfo", "/usr/share/terminfo", "/usr/lib/terminfo"]
        let letter = String(UnicodeScalar(first)), hex = String(first, radix: 16)
        for folder in folders {
            for sub in [letter, hex] {
                if let bytes = read("\(folder)/\(sub)/\(type)"), let entry = TerminfoEntry(bytes) { return entry }
            }
        }
        return nil
    }

    /// Changes the entry in place, to the colours wanted where it promises fewer: the user knows the terminal better than its name does.
    mutating func derive(_ depth: ColourDepth) {
        names = Array("\(Self.derivedName)|derived in memory".utf8) + [0]
        let promised = numbers.count > 13 ? numbers[13] : -1
        switch depth {
        case .truecolor: colour(0x100_0000, Self.direct)
        case .c256 where promised < 256: colour(256, Self.indexed)
        case .c16 where promised < 8: colour(8, Self.indexed)
        default: break
        }
        if depth == .truecolor {
            extendedBooleans.removeAll { $0.name == "RGB" }
            extendedNumbers.removeAll { $0.name == "RGB" }
            extendedStrings.removeAll { $0.name == "RGB" }
            extendedBooleans.append(("RGB", 1))
            extendedBooleans.sort { $0.name < $1.name }
        }
        set(string: 355, Array("\u{1B}[<".utf8))
        extendedStrings.removeAll { $0.name == "XM" }
        extendedStrings.append(("XM", Array("\u{1B}[?1006;1002%?%p1%{1}%=%th%el%;".utf8)))
        extendedStrings.sort { $0.name < $1.name }
    }

    private mutating func colour(_ count: Int32, _ extended: (Int) -> String) {
        set(number: 13, count)
        set(number: 14, 0x1_0000)
        if booleans.count > 27 { booleans[27] = 0 }
        // orig_pair, for terminals that had no colours.
        if strings.count <= 297 || strings[297] == nil { set(string: 297, Array("\u{1B}[39;49m".utf8)) }
        set(string: 298, nil)
        set(string: 299, nil)
        // Below eight an ANSI colour.
        for (index, normal, wide) in [(359, 3, 38), (360, 4, 48)] {
            set(string: index, Array("\u{1B}[%?%p1%{8}%<%t\(normal)%p1%d%e\(extended(wide))%;m".utf8))
        }
    }

    /// 24 bits with semicolons, which more terminals read than colons.
    private static func direct(_ wide: Int) -> String {
        "\(wide);2;%p1%{65536}%/%d;%p1%{256}%/%{255}%&%d;%p1%{255}%&%d"
    }

    private static func indexed(_ wide: Int) -> String { "\(wide);5;%p1%d" }

    private mutating func set(number index: Int, _ value: Int32) {
        while numbers.count <= index { numbers.append(-1) }
        numbers[index] = value
    }

    private mutating func set(string index: Int, _ value: [UInt8]?) {
        while strings.count <= index { strings.append(nil) }
        strings[index] = value
    }

    /// The value of `TERMINFO` that carries the entry itself.
    var environmentValue: String { "b64:" + Self.base64(bytes) }

    static func base64(_ bytes: [UInt8]) -> String {
        let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var out: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let part = bytes[start..<min(start + 3, bytes.count)]
            var group = 0
            for index in 0..<3 { group = group << 8 | (index < part.count ? Int(part[start + index]) : 0) }
            for index in 0..<4 { out.append(index <= part.count ? digits[group >> (18 - index * 6) & 63] : 0x3D) }
        }
        return String(decoding: out, as: UTF8.self)
    }

    private static func read(_ path: String) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 65_536)
        let capacity = bytes.count
        var size = 0
        while size < capacity {
            let offset = size
            let count = bytes.withUnsafeMutableBytes {
                Glibc.read(descriptor, $0.baseAddress! + offset, capacity - offset)
            }
            guard count > 0 else { break }
            size += count
        }
        return Array(bytes[..<size])
    }
}
