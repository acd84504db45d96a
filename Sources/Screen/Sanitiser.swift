// The one gate between text from outside and the screen: no control, no bidi trick, no zero width, no wide glyph passes.
// It changes only what is drawn; identities keep their bytes.

/// Makes any text safe to draw, one column per scalar.
public enum Sanitiser {
    /// Scalars of `text`, each one column wide; whatever is not, is replaced by `�` or dropped.
    public static func columns(of text: String) -> [Unicode.Scalar] {
        var out: [Unicode.Scalar] = []
        out.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            if scalar.value >= 0x20 && scalar.value < 0x7F {
                out.append(scalar)
            } else if let safe = safe(scalar) {
                out.append(safe)
            }
        }
        return out
    }

    /// The same text as data for whoever reads it, of any width, but that it steers no terminal: controls, and signs that turn the direction of
    /// writing, are replaced by `�`. Line feeds and tabs are ours.
    public static func inert(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 < 0x20 && $0 != 0x0A && $0 != 0x09 || $0 >= 0x7F }) else { return text }
        var out = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { out.append(steers(scalar.value) ? "\u{FFFD}" : scalar) }
        return String(out)
    }

    private static func steers(_ value: UInt32) -> Bool {
        switch value {
        case 0x09, 0x0A: false
        case ..<0x20, 0x7F...0x9F, 0x061C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    /// Columns that `text` takes when drawn.
    public static func width(of text: String) -> Int { columns(of: text).count }

    /// nil: dropped (combining marks and zero-width characters).
    static func safe(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        let value = scalar.value
        if value < 0x20 || (0x7F...0x9F).contains(value) { return "\u{FFFD}" }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .spacingMark: return nil
        case .format, .control, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator:
            return "\u{FFFD}"
        default: return isWide(value) ? "\u{FFFD}" : scalar
        }
    }

    /// East Asian wide and emoji blocks, by range; the locale is not asked.
    static func isWide(_ value: UInt32) -> Bool {
        switch value {
        case 0x1100...0x115F, 0x231A...0x231B, 0x2329...0x232A, 0x23E9...0x23EC, 0x23F0, 0x23F3, 0x25FD...0x25FE,
            0x2614...0x2615, 0x2648...0x2653, 0x267F, 0x2693, 0x26A1, 0x26AA...0x26AB, 0x26BD...0x26BE, 0x26C4...0x26C5,
            0x26CE, 0x26D4, 0x26EA, 0x26F2...0x26F3, 0x26F5, 0x26FA, 0x26FD, 0x2705, 0x270A...0x270B, 0x2728, 0x274C,
            0x274E, 0x2753...0x2755, 0x2757, 0x2795...0x2797, 0x27B0, 0x27BF, 0x2B1B...0x2B1C, 0x2B50, 0x2B55,
            0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19,
            0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F000...0x1FAFF, 0x20000...0x3FFFD:
            return true
        default: return false
        }
    }
}
