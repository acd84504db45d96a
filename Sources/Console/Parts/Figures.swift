// Numbers as people read them: commas, spaced units, and a dash where there is no number. It never guesses a value.

import Telemetry

/// Spelling of values. All functions take hostile numbers.
public enum Figures {
    /// `1 rack`, `192 racks`
    public static func counted(_ value: Int, _ noun: String, _ plural: String? = nil) -> String {
        "\(count(value)) \(Plural.noun(noun, of: value, plural))"
    }

    /// `13,800`
    public static func count(_ value: Int) -> String { Thousands.grouped(value) }

    /// A finite number with `decimals` places and commas; a dash for anything else.
    public static func fixed(_ value: Double, _ decimals: Int) -> String {
        guard value.isFinite, value.magnitude < 1e15 else { return value.isNaN ? "–" : value > 0 ? "+inf" : "-inf" }
        var scale = 1.0
        for _ in 0..<decimals { scale *= 10 }
        let scaled = (value.magnitude * scale).rounded()
        let whole = Int(scaled / scale)
        let text = count(whole)
        let sign = value < 0 && scaled > 0 ? "-" : ""
        guard decimals > 0 else { return sign + text }
        let fraction = String(Int(scaled - Double(whole) * scale))
        return sign + text + "." + String(repeating: "0", count: max(0, decimals - fraction.count)) + fraction
    }

    /// With its sign: `+2.1`, `-0.4`.
    public static func signed(_ value: Double, _ decimals: Int) -> String {
        let text = fixed(value, decimals)
        return value > 0 && text.first != "+" ? "+" + text : text
    }

    /// A canonical value with its unit: `71.4 %`, `1,352 W`, `24.1 MW`, `66 °C`.
    public static func value(_ value: Double, _ unit: Unit) -> String {
        guard value.isFinite else { return "–" }
        switch unit {
        case .ratio: return fixed(value * 100, 1) + " %"
        case .celsius: return fixed(value, 0) + " °C"
        case .watts: return value.magnitude < 10_000 ? fixed(value, 0) + " W" : scaled(value, "W")
        case .hertz: return fixed(value / 1e6, 0) + " MHz"
        case .bytes: return scaled(value, "B")
        case .bytesPerSecond: return scaled(value, "B/s")
        case .seconds: return value < 100 ? fixed(value, 1) + " s" : age(Int64(min(value, 1e12) * 1000))
        case .count: return fixed(value, value.rounded() == value ? 0 : 2)
        case .code: return fixed(value, 0)
        case .bitmask: return value == 0 ? "none" : "0x" + String(UInt32(max(0, min(value, 4e9))), radix: 16)
        }
    }

    /// At most four columns, without unit: `97%`, `1.3k`, `66`.
    public static func tiny(_ value: Double, _ unit: Unit) -> String {
        guard value.isFinite else { return "–" }
        switch unit {
        case .ratio: return fixed(value * 100, 0) + "%"
        case .hertz: return fixed(value / 1e6, 0)
        case .bytes, .bytesPerSecond, .watts, .count: return compact(value)
        default: return fixed(value, 0)
        }
    }

    /// `24.1 MW`
    static func scaled(_ value: Double, _ unit: String) -> String {
        let steps: [(Double, String)] = [(1e15, "P"), (1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k")]
        for (size, prefix) in steps where value.magnitude >= size * 0.9995 {
            let number = value / size
            return fixed(number, number.magnitude < 100 ? 1 : 0) + " \(prefix)\(unit)"
        }
        return fixed(value, 0) + " \(unit)"
    }

    /// `1.3k`, `460k`, `24M`
    public static func compact(_ value: Double) -> String {
        let steps: [(Double, String)] = [(1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k")]
        for (size, prefix) in steps where value.magnitude >= size * 0.9995 {
            let number = value / size
            return fixed(number, number.magnitude < 9.95 ? 1 : 0) + prefix
        }
        return fixed(value, 0)
    }

    /// `0.4 s`, `41 s`, `3m12s`, `6h05m`, `12d`
    public static func age(_ milliseconds: Int64) -> String {
        let seconds = max(0, milliseconds) / 1000
        func two(_ value: Int64) -> String { value < 10 ? "0\(value)" : "\(value)" }
        if milliseconds < 10_000 { return fixed(Double(max(0, milliseconds)) / 1000, 1) + " s" }
        if seconds < 100 { return "\(seconds) s" }
        if seconds < 3600 { return "\(seconds / 60)m\(two(seconds % 60))s" }
        if seconds < 86_400 { return "\(seconds / 3600)h\(two(seconds / 60 % 60))m" }
        return "\(seconds / 86_400)d\(two(seconds / 3600 % 24))h"
    }
}
