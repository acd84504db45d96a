// The entry vigie hands to ncurses: the user's own, with 24-bit colour if wanted and SGR mouse always (unsafe: read(2)).

import Glibc

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

    /// Changes the entry in place.
    mutating func derive(truecolor: Bool) {
        names = Array("\(Self.derivedName)|derived in memory".utf8) + [0]
        if truecolor {
            set(number: 13, 0x100_0000)
            set(number: 14, 0x1_0000)
            if booleans.count > 27 { booleans[27] = 0 }
            set(string: 298, nil)
            set(string: 299, nil)
            set(string: 359, Self.colourString(normal: 3, extended: 38))
            set(string: 360, Self.colourString(normal: 4, extended: 48))
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

    /// Below eight an ANSI colour, else 24 bits with semicolons, which more terminals read than colons.
    private static func colourString(normal: Int, extended: Int) -> [UInt8] {
        let direct = "\(extended);2;%p1%{65536}%/%d;%p1%{256}%/%{255}%&%d;%p1%{255}%&%d"
        return Array("\u{1B}[%?%p1%{8}%<%t\(normal)%p1%d%e\(direct)%;m".utf8)
    }

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
