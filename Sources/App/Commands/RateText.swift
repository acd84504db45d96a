// A rate in bytes a second as people type it.

/// Reads rates; k is 1000, 0 is no limit.
public enum RateText {
    /// `30k`, `9600`, `0`
    public static func parse(_ text: String) throws(UserError) -> Int {
        let kilo = text.hasSuffix("k")
        guard let number = Int(kilo ? String(text.dropLast()) : text), (0...1_000_000_000).contains(number) else {
            throw UserError("\"\(text)\" is no rate; write bytes a second such as 9600 or 30k")
        }
        return kilo ? number * 1000 : number
    }
}
