// One spelling for every way to print the same labels. Not for hot paths.

extension Labels {
    /// Labels by name, without blanks and trailing comma: equal sets of labels have equal texts.
    public static func canonical(_ labels: [(name: String, value: String)]) -> String {
        labels.sorted { $0.name < $1.name }.map { "\(name($0.name))=\"\(escaped($0.value))\"" }.joined(separator: ",")
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
