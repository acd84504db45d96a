// Times for machines and for people, in alert exports.

import Telemetry

enum ValueSpelling {
    /// Unix seconds with milliseconds: `1782864000.250`.
    static func seconds(_ time: Timestamp) -> String {
        let milliseconds = max(0, time.milliseconds), fraction = String(milliseconds % 1000)
        return "\(milliseconds / 1000)." + String(repeating: "0", count: 3 - fraction.count) + fraction
    }
}

extension TimeText {
    /// `41s`, `3m12s`, `6h05m`: as one types it back.
    static func spelled(_ milliseconds: Int64) -> String {
        let seconds = max(0, milliseconds) / 1000
        if milliseconds < 1000 { return "\(max(0, milliseconds))ms" }
        if seconds < 60 { return "\(seconds)s" }
        if seconds < 3600 { return "\(seconds / 60)m\(seconds % 60)s" }
        return "\(seconds / 3600)h\(seconds / 60 % 60)m"
    }
}
