// Codes and masks in words.

extension Metric {
    /// A code's word, or the words of all set bits of a mask; nil if the metric has no words or none fits.
    public func wording(of value: Double) -> String? {
        guard !words.isEmpty, value.isFinite, value >= 0, value < 1.8e19, value.rounded() == value else { return nil }
        let number = UInt64(value)
        if let exact = words.first(where: { $0.number == number }) { return exact.word }
        guard unit == .bitmask else { return nil }
        var found = words.filter { $0.number != 0 && number & $0.number == $0.number }.map(\.word)
        let known = words.reduce(UInt64(0)) { $0 | $1.number }
        if number & ~known != 0 { found.append("0x" + String(number & ~known, radix: 16)) }
        return found.isEmpty ? nil : found.joined(separator: ", ")
    }

    /// The worst threshold that the value passes, whatever time it would have to hold.
    public func threshold(passedBy value: Double) -> Threshold? { thresholds.last { $0.isPassed(by: value) } }
}
