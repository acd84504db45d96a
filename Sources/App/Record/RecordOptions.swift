// What `vigie record` is told.

import Alerting
import Recording
import Telemetry

/// Source, length and form of a recording.
public struct RecordOptions: Sendable {
    /// Where the hall comes from.
    public enum Source: Sendable {
        /// A synthetic hall, in or out of real time.
        case demo(DemoOptions)
        /// Real pages, in real time.
        case targets(WatchOptions)
    }

    /// How fast a demo hall's time goes.
    public enum Speed: Equatable, Sendable {
        /// Data seconds per second, above 0.
        case times(Double)
        /// As fast as it goes, by a virtual clock.
        case max
    }

    /// The recording; one that is there already is continued.
    public var path: String
    /// Whose values are recorded.
    public var source: Source
    /// Milliseconds of data time; nil until told to stop.
    public var forMs: Int64?
    /// Length of a slot, 100 to 60,000.
    public var stepMs: Int64 = 1_000
    /// What the recorded alarms follow.
    public var rules = RuleFiles.standard
    /// Of a demo hall only.
    public var speed = Speed.times(1)
    /// Precision, retention and who may read it; mode and waiting are set when it runs.
    public var recording = RecordingOptions()

    /// Everything else as it is without any flag.
    public init(path: String, source: Source) {
        self.path = path
        self.source = source
    }

    /// Reads how much is kept: `14d`, `200GB`, or one of each.
    public mutating func retain(_ text: String) throws(UserError) {
        (recording.retainMs, recording.retainBytes) = (nil, nil)
        for part in text.split(separator: ",", omittingEmptySubsequences: false).map(String.init) {
            guard !part.isEmpty else { throw UserError("--retain \"\(text)\": write 14d, 200GB or 14d,200GB") }
            if let bytes = ByteText.parse(part) {
                guard recording.retainBytes == nil else { throw UserError("--retain \(text): two sizes; keep one") }
                recording.retainBytes = bytes
                continue
            }
            let age = try TimeText.duration(part)
            guard age >= 60_000 else { throw UserError("--retain \(part): a minute at least") }
            guard recording.retainMs == nil else { throw UserError("--retain \(text): two ages; keep one") }
            recording.retainMs = age
        }
    }

    /// Reads `10`, `2.5` or `max`.
    public static func speed(_ text: String) throws(UserError) -> Speed {
        if text == "max" { return .max }
        guard let speed = Double(text), speed > 0, speed <= 3_600 else {
            throw UserError("\"\(text)\" is no speed; write a number above 0 and at most 3600, or max")
        }
        return .times(speed)
    }
}
