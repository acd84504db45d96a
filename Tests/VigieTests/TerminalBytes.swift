// What a program sent to its terminal, taken apart: sequences of the kinds that vigie uses, clipboard texts, and all that is neither.

import Foundation

struct TerminalBytes {
    /// Controls and sequences that have no business here, each in words.
    private(set) var strange: [String] = []
    /// What was put into the clipboard.
    private(set) var copied: [String] = []

    /// Finals of the CSI sequences that ncurses and vigie send: moving, erasing, modes, colours. None asks the terminal for an answer.
    private static let finals = Set("ABCDGHJKLMPSTX@`bdfhlmrt".unicodeScalars)

    init(_ bytes: [UInt8]) {
        let scalars = Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)
        var index = 0
        while index < scalars.count {
            let scalar = scalars[index]
            index += 1
            if scalar == "\u{1B}" {
                index = sequence(scalars, index)
            } else if scalar.value < 0x20, !"\r\n\u{08}\t\u{0E}\u{0F}".unicodeScalars.contains(scalar) {
                strange.append("control \(scalar.value)")
            } else if scalar.value == 0x7F || (0x80...0x9F).contains(scalar.value)
                || [.format, .nonspacingMark].contains(scalar.properties.generalCategory)
            {
                strange.append("scalar \(String(scalar.value, radix: 16))")
            }
        }
    }

    /// - Returns: the index behind the sequence whose ESC stands before `start`.
    private mutating func sequence(_ scalars: [Unicode.Scalar], _ start: Int) -> Int {
        guard start < scalars.count else { return start }
        switch scalars[start] {
        case "[":
            let end = scalars[(start + 1)...].firstIndex { !(0x20...0x3F).contains($0.value) } ?? scalars.count
            if end == scalars.count || !Self.finals.contains(scalars[end]) { strange.append(words(scalars, start)) }
            return end + 1
        case "]":
            let end = scalars[start...].firstIndex { $0 == "\u{07}" || $0 == "\u{1B}" } ?? scalars.count
            let text = String(String.UnicodeScalarView(scalars[start..<end]))
            if text.hasPrefix("]52;c;"), let data = Data(base64Encoded: String(text.dropFirst(6))) {
                copied.append(String(decoding: data, as: UTF8.self))
            } else {
                strange.append(words(scalars, start))
            }
            return end + 1
        case "(", ")": return start + 2
        case "=", ">", "7", "8", "M": return start + 1
        default:
            strange.append(words(scalars, start))
            return start + 1
        }
    }

    private func words(_ scalars: [Unicode.Scalar], _ start: Int) -> String {
        String(String.UnicodeScalarView(scalars[start..<min(scalars.count, start + 24)])).debugDescription
    }
}
