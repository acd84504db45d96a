// What `vigie record` is told.

import Recording
import Telemetry

/// Source, length and form of a recording.
public struct RecordOptions: Sendable {
    /// Where the hall comes from.
    public enum Source: Sendable {
        case demo(DemoOptions)
        case targets(WatchOptions)
    }

    /// How fast a demo hall's time goes.
    public enum Speed: Equatable, Sendable {
        case times(Double)
        /// As fast as it goes, by a virtual clock.
        case max
    }

    public var path: String
    public var source: Source
    /// Milliseconds of data time; nil until told to stop.
    public var forMs: Int64?
    public var stepMs: Int64 = 1_000
    public var speed = Speed.times(1)
    public var recording = RecordingOptions()

    public init(path: String, source: Source) {
        self.path = path
        self.source = source
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
