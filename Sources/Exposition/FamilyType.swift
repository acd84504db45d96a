// The types of metric families and the sample names each of them may have. Both grammars name types alike, but for one.

/// OpenMetrics 1.0, section "Metric types".
public enum FamilyType: UInt8, Sendable {
    case unknown, gauge, counter, histogram, gaugehistogram, stateset, info, summary

    /// What a sample is within its family, told by the end of its name.
    public enum Part: UInt8, Sendable {
        case value, total, created, bucket, count, sum, gcount, gsum, info
    }

    /// The end of a sample's name for each part.
    static func suffix(_ part: Part) -> StaticString {
        switch part {
        case .value: ""
        case .total: "_total"
        case .created: "_created"
        case .bucket: "_bucket"
        case .count: "_count"
        case .sum: "_sum"
        case .gcount: "_gcount"
        case .gsum: "_gsum"
        case .info: "_info"
        }
    }

    /// The parts that samples of this type have, as a bit set over `Part.rawValue`.
    private var parts: UInt16 {
        func bits(_ parts: Part...) -> UInt16 { parts.reduce(0) { $0 | 1 << UInt16($1.rawValue) } }
        return switch self {
        case .unknown, .gauge, .stateset: bits(.value)
        case .counter: bits(.total, .created)
        case .summary: bits(.value, .count, .sum, .created)
        case .histogram: bits(.bucket, .count, .sum, .created)
        case .gaugehistogram: bits(.bucket, .gcount, .gsum)
        case .info: bits(.info)
        }
    }

    func has(_ part: Part) -> Bool { parts & 1 << UInt16(part.rawValue) != 0 }

    /// The part that a name ending like this is, nil if no type has it.
    static func part(ofSuffix start: Int, _ length: Int, in bytes: PageBytes) -> Part? {
        let candidate: Part
        switch length {
        case 0: return .value
        case 4: candidate = .sum
        case 5: candidate = bytes[start &+ 1] == 0x69 ? .info : .gsum
        case 6: candidate = bytes[start &+ 1] == 0x74 ? .total : .count
        case 7: candidate = bytes[start &+ 1] == 0x62 ? .bucket : .gcount
        case 8: candidate = .created
        default: return nil
        }
        return bytes.equals(start, suffix(candidate)) ? candidate : nil
    }

    /// The type of this name in OpenMetrics, nil if there is none.
    init?(openMetrics start: Int, _ length: Int, in bytes: PageBytes) {
        for type in [Self.gauge, .counter, .histogram, .summary, .unknown, .gaugehistogram, .stateset, .info] {
            let name = type.name
            if name.utf8CodeUnitCount == length, bytes.equals(start, name) {
                self = type
                return
            }
        }
        return nil
    }

    /// As written in a TYPE line of OpenMetrics.
    var name: StaticString {
        switch self {
        case .unknown: "unknown"
        case .gauge: "gauge"
        case .counter: "counter"
        case .histogram: "histogram"
        case .gaugehistogram: "gaugehistogram"
        case .stateset: "stateset"
        case .info: "info"
        case .summary: "summary"
        }
    }
}
