// How fast a source's data time runs, and how fast it was asked to. Written by the core thread, read by the screen's.

import Synchronization

/// Speeds in data seconds per second.
public final class Pace: Sendable {
    /// The speed of `--speed`; 1 is real time.
    public let asked: Double
    private let hundredths: Atomic<Int>

    /// What is reached counts as asked until the core thread says otherwise.
    public init(asked: Double) {
        self.asked = asked
        hundredths = Atomic(Int(max(0, min(1e6, asked * 100))))
    }

    /// What was reached of late; at first what was asked.
    var reached: Double {
        get { Double(hundredths.load(ordering: .relaxed)) / 100 }
        set { hundredths.store(Int(max(0, min(1e6, newValue * 100))), ordering: .relaxed) }
    }

    /// For the header: nothing at real time, ` ×10`, or ` ×3.2 of ×10` on a machine that can not keep up.
    public var words: String {
        let slow = reached < 0.9 * asked
        guard asked != 1 || slow else { return "" }
        return slow ? " ×\(Self.text(reached)) of ×\(Self.text(asked))" : " ×\(Self.text(asked))"
    }

    private static func text(_ speed: Double) -> String {
        let tenths = Int((speed * 10).rounded())
        return tenths % 10 == 0 || tenths >= 1_000 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
    }
}
