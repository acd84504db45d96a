// One spelling for every way to print the same labels (unsafe: reads borrowed bytes). Not for hot paths.

import Glibc

extension Labels {
    /// Labels by name, without blanks and trailing comma: equal sets of labels have equal texts.
    public static func canonical(_ labels: [(name: String, value: String)]) -> String {
        labels.sorted { $0.name < $1.name }.map { "\(name($0.name))=\"\(escaped($0.value))\"" }.joined(separator: ",")
    }

    /// The same for a block as it stands on a page, by its bytes where they allow it.
    public static func canonical(_ block: UnsafeRawBufferPointer) -> String {
        let bytes = PageBytes(block)
        var parts: [(start: Int, nameEnd: Int, end: Int)] = []
        var at = 0
        while at < block.count {
            let start = at
            while at < block.count, PageBytes.isNameByte(block[at]) { at += 1 }
            let nameEnd = at
            guard nameEnd > start, at + 1 < block.count, block[at] == 0x3D, block[at + 1] == 0x22 else {
                return canonical(parse(block))
            }
            at = bytes.plainEnd(at + 2, block.count)
            while at < block.count, block[at] >= 0x80 { at = bytes.plainEnd(at + 1, block.count) }
            guard at < block.count, block[at] == 0x22 else { return canonical(parse(block)) }
            at += 1
            parts.append((start, nameEnd, at))
            guard at == block.count || block[at] == 0x2C && at + 1 < block.count else { return canonical(parse(block)) }
            at += 1
        }
        func isBefore(_ left: (start: Int, nameEnd: Int, end: Int), _ right: (start: Int, nameEnd: Int, end: Int))
            -> Bool
        {
            let one = left.nameEnd - left.start, other = right.nameEnd - right.start
            let order = memcmp(bytes.base + left.start, bytes.base + right.start, min(one, other))
            return order != 0 ? order < 0 : one < other
        }
        for index in parts.indices.dropFirst() {
            var place = index
            while place > 0, isBefore(parts[place], parts[place - 1]) {
                parts.swapAt(place, place - 1)
                place -= 1
            }
        }
        return String(unsafeUninitializedCapacity: block.count) { text in
            var count = 0
            for part in parts {
                if count > 0 {
                    text[count] = 0x2C
                    count += 1
                }
                memcpy(text.baseAddress! + count, bytes.base + part.start, part.end - part.start)
                count += part.end - part.start
            }
            return count
        }
    }

    private static func name(_ name: String) -> String {
        let isPlain =
            name.utf8.allSatisfy { PageBytes.isNameByte($0) && $0 != 0x3A }
            && name.utf8.first.map(PageBytes.isNameStart) == true
        return isPlain ? name : "\"\(escaped(name))\""
    }

    private static func escaped(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 == 0x5C || $0 == 0x22 || $0 == 0x0A }) else { return text }
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case 0x5C, 0x22: bytes += [0x5C, byte]
            case 0x0A: bytes += [0x5C, 0x6E]
            default: bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
