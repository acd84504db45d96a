// Numbers with units as people type them: `85`, `85%`, `1.2kW`, `900MHz`, `40GB`, `90s`.

import Telemetry

/// Reads numbers for one field into its canonical unit.
struct FilterUnit {
    private let factors: [String: Double]
    private let resolution: Double
    private let isRatio: Bool

    /// Of numbers without a unit: distances from others, and flags.
    static let score = FilterUnit()

    private init() {
        factors = ["": 1]
        resolution = 0
        isRatio = false
    }

    init(_ field: FilterField, _ catalogue: Catalogue) {
        guard case .metric(let id) = field else {
            let isTime = [.age, .took, .every].contains(field)
            factors =
                field == .size
                ? Self.bytes
                : isTime
                    ? ["": field == .age ? 1_000 : 1, "ms": 1, "s": 1_000, "m": 60_000, "min": 60_000, "h": 3_600_000]
                    : ["": 1]
            resolution = 1
            isRatio = false
            return
        }
        resolution = catalogue[id].resolution
        isRatio = catalogue[id].unit == .ratio
        switch catalogue[id].unit {
        case .ratio: factors = ["": 1, "%": 0.01]
        case .watts: factors = ["": 1, "mw": 1e6, "w": 1, "kw": 1e3]
        case .celsius: factors = ["": 1, "c": 1, "°c": 1, "°": 1]
        case .hertz: factors = ["": 1, "hz": 1, "khz": 1e3, "mhz": 1e6, "ghz": 1e9]
        case .bytes: factors = Self.bytes
        case .bytesPerSecond:
            var factors = Self.bytes
            for (name, factor) in Self.bytes where !name.isEmpty { factors[name + "/s"] = factor }
            for (name, factor) in [("kbit/s", 125.0), ("mbit/s", 125e3), ("gbit/s", 125e6)] { factors[name] = factor }
            self.factors = factors
        case .seconds: factors = ["": 1, "ms": 1e-3, "s": 1, "m": 60, "min": 60, "h": 3600, "d": 86_400]
        case .count, .code, .bitmask: factors = ["": 1]
        }
    }

    private static let bytes: [String: Double] = [
        "": 1, "b": 1, "kb": 1e3, "mb": 1e6, "gb": 1e9, "tb": 1e12, "kib": 1_024, "mib": 1_048_576,
        "gib": 1_073_741_824, "tib": 1_099_511_627_776,
    ]

    /// Whether a word is one of the field's units.
    func knows(_ word: String) -> Bool { !word.isEmpty && factors[word.lowercased()] != nil }

    /// - Parameter column: of the text's first character.
    func number(_ text: String, at column: Int) throws(FilterError) -> FilterNumber {
        if text.lowercased().hasPrefix("0x"), let hex = UInt32(text.dropFirst(2), radix: 16) {
            return FilterNumber(value: Double(hex), tolerance: 0)
        }
        let digits = text.unicodeScalars.prefix { ("0"..."9").contains($0) || "+-.".unicodeScalars.contains($0) }
        guard let value = Double(String(digits)), value.isFinite, value.magnitude < 1e15 else {
            throw FilterError(column: column, reason: "\"\(text)\" is no number")
        }
        let suffix = String(text.unicodeScalars.dropFirst(digits.count)).lowercased()
        guard let factor = factors[suffix] else {
            let units = factors.keys.filter { !$0.isEmpty }.sorted().joined(separator: ", ")
            let mend = units.isEmpty ? "it has no unit" : "units here: \(units)"
            throw FilterError(column: column + digits.count, reason: "unknown unit \"\(suffix)\"; \(mend)")
        }
        // Screens show ratios in per cent: a bare number above one is meant as they show it.
        let scale = isRatio && suffix.isEmpty && value.magnitude > 1 ? 0.01 : factor
        let decimals = digits.split(separator: ".", omittingEmptySubsequences: false).dropFirst().first?.count ?? 0
        let lastDigit = (0..<min(decimals, 12)).reduce(1.0) { step, _ in step / 10 }
        return FilterNumber(value: value * scale, tolerance: max(resolution, lastDigit * scale) / 2)
    }
}
