// Numbers inside alarm texts: short, with their unit. The console spells its own.

import Telemetry

enum ValueText {
    static func text(_ value: Float, _ metric: Metric) -> String {
        guard value.isFinite else { return "unknown" }
        switch metric.unit {
        case .ratio: return number(Double(value) * 100, 1) + " %"
        case .watts: return number(Double(value), 0) + " W"
        case .celsius: return number(Double(value), 0) + " °C"
        case .hertz: return number(Double(value) / 1e6, 0) + " MHz"
        case .bytes: return number(Double(value) / 1e9, 1) + " GB"
        case .bytesPerSecond: return number(Double(value) / 1e9, 2) + " GB/s"
        case .seconds: return seconds(Double(value))
        case .bitmask, .code:
            // A code is a name: it has no thousands.
            return metric.wording(of: Double(value)) ?? number(Double(value), 0).filter { $0 != "," }
        case .count: return number(Double(value), value.rounded() == value ? 0 : 2)
        }
    }

    /// `margin -4 °C`: with its name. Of clocks in one sentence with one sign: a lag below nothing is a lead.
    static func phrase(_ value: Float, _ metric: Metric) -> String {
        guard metric.name == "host_clock_behind_seconds", value.isFinite else {
            return "\(metric.title) \(text(value, metric))"
        }
        return "clock \(text(abs(value), metric)) \(value < 0 ? "ahead of" : "behind") this machine's"
    }

    /// Small times exactly, large ones in a unit that can be read.
    static func seconds(_ value: Double) -> String {
        switch value.magnitude {
        case 172_800...: number(value / 86_400, 0) + " days"
        case 7_200...: number(value / 3_600, 1) + " h"
        case 180...: number(value / 60, 1) + " min"
        default: number(value, value.rounded() == value ? 0 : 2) + " s"
        }
    }

    /// A number with so many decimals and commas between its thousands, whatever the locale.
    static func number(_ value: Double, _ decimals: Int) -> String {
        guard value.magnitude < 1e15 else { return value > 0 ? "very large" : "very small" }
        var scale = 1.0
        for _ in 0..<decimals { scale *= 10 }
        let scaled = Int((value.magnitude * scale).rounded())
        let sign = value < 0 && scaled > 0 ? "-" : ""
        guard decimals > 0 else { return sign + Thousands.grouped(scaled) }
        let whole = scaled / Int(scale), fraction = String(scaled % Int(scale))
        return "\(sign)\(Thousands.grouped(whole))." + String(repeating: "0", count: decimals - fraction.utf8.count)
            + fraction
    }
}
