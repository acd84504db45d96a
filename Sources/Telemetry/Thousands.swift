// Whole numbers as sentences and screens show them, in groups of three digits. Files and scripts get plain digits, never these.

/// Digits with commas.
public enum Thousands {
    /// `13,800`
    public static func grouped(_ value: Int) -> String {
        var digits = Array(String(value.magnitude).utf8)
        var out: [UInt8] = []
        while digits.count > 3 {
            out = [0x2C] + digits.suffix(3) + out
            digits.removeLast(3)
        }
        return (value < 0 ? "-" : "") + String(decoding: digits + out, as: UTF8.self)
    }
}
