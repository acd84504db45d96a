// The texts of JSON that this program wrote replaced one by one, everything else left as it stands: no tree, no knowledge of what it says.

/// A walk over JSON that changes values which are texts.
enum JSONStrings {
    /// - Parameters:
    ///   - kept: names of members whose texts stay, also those of lists.
    ///   - change: a text to what stands in its place.
    /// - Returns: bytes that are no JSON come back as they were.
    static func replaced(_ bytes: [UInt8], keeping kept: Set<String>, _ change: (String) -> String) -> [UInt8] {
        var result: [UInt8] = [], position = 0, member = ""
        result.reserveCapacity(bytes.count + bytes.count / 8)
        while position < bytes.count {
            guard bytes[position] == 0x22 else {
                result.append(bytes[position])
                position += 1
                continue
            }
            guard let end = end(ofTextAt: position, bytes) else { return bytes }
            let raw = bytes[position..<end]
            position = end
            var reader = JSONReader(Array(raw))
            let text = reader.text()
            guard reader.isValid else { return bytes }
            let isName = bytes[position...].first { $0 > 0x20 } == 0x3A
            if isName { member = text }
            if isName || kept.contains(member) {
                result += raw
            } else {
                result += written(change(text))
            }
        }
        return result
    }

    /// Behind the closing quote; nil if there is none.
    private static func end(ofTextAt start: Int, _ bytes: [UInt8]) -> Int? {
        var position = start + 1
        while position < bytes.count, bytes[position] != 0x22 { position += bytes[position] == 0x5C ? 2 : 1 }
        return position < bytes.count ? position + 1 : nil
    }

    private static func written(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = [0x22]
        for byte in text.utf8 {
            switch byte {
            case 0x22, 0x5C: bytes += [0x5C, byte]
            case 0..<0x20: bytes += Array("\\u00".utf8) + hex(byte >> 4) + hex(byte & 15)
            default: bytes.append(byte)
            }
        }
        return bytes + [0x22]
    }

    private static func hex(_ digit: UInt8) -> [UInt8] { [digit < 10 ? 0x30 + digit : 0x57 + digit] }
}
