// A recording as lines: the same words as of a live hall, slot by slot at the replay's speed. Nobody can seek in it.

import Foundation
import Recording
import Telemetry

final class PlainReplay {
    private static let lookMs: Int64 = 250

    private let set: RecordingSet
    private let loop: PlainLoop
    private let zone: ZoneChoice
    /// Data milliseconds in each millisecond.
    private let speed: Double
    /// Whether it waits for more at the end.
    private let follows: Bool
    /// Whether it is with who records: from then on what was written last is the end.
    private var isAtEnd: Bool
    /// The slot told of last.
    private var shown: Timestamp?
    /// That nothing more can come is said once.
    private var saidLoss = false

    /// - Parameter isAtEnd: it begins where the recorder is.
    init(set: RecordingSet, loop: PlainLoop, zone: ZoneChoice, speed: Double, follows: Bool, isAtEnd: Bool) {
        self.isAtEnd = isAtEnd
        self.set = set
        self.loop = loop
        self.zone = zone
        self.speed = speed
        self.follows = follows
    }

    /// Ends with the recording, unless it follows.
    func run(from begin: Timestamp) -> Int32 {
        var time = begin
        while let end = isAtEnd ? set.newest : set.extent?.end {
            if isAtEnd, let shown, end < shown {
                time = goBack(to: end)
            } else if time > end {
                guard follows else { return 0 }
                if isAtEnd { wait() }
                // What lies last in time need not be what was written last.
                isAtEnd = true
            } else {
                time = step(at: time)
            }
        }
        return 0
    }

    private func wait() {
        pause(Self.lookMs)
        set.refresh()
        guard !saidLoss, let loss = set.loss else { return }
        saidLoss = true
        Output.warn("nothing new comes: \(loss)")
    }

    /// A recorder that was started again with its clock set back writes before what was told already.
    private func goBack(to time: Timestamp) -> Timestamp {
        if let shown {
            let why =
                set.readers.count > 1
                ? "another file, or its recorder's clock was set back" : "the recorder's clock was set back"
            Output.write("\(clock(time)) \(why) from \(clock(shown))\n")
        }
        shown = nil
        return time
    }

    /// - Returns: the next moment to be told of, the end of a slot.
    private func step(at time: Timestamp) -> Timestamp {
        let grain = set.grain(at: time)
        if let gap = grain.gap { return skip(gap, at: time) }
        let next = max(time + 1, set.moment(1, from: time))
        do throws(RecordingError) {
            if let moment = try set.moment(at: time) {
                if let gap = moment.gap { return skip(gap, at: time) }
                // It holds on until a gap begins, or until a longer slot has ended.
                guard moment.snapshot.moment != shown else { return next }
                loop.report(moment.snapshot, moment.board)
                shown = moment.snapshot.moment
            }
        } catch { Output.warn(error.description) }
        pause(Int64(Double(grain.stepMs) / speed))
        return next
    }

    private func skip(_ gap: (from: Timestamp, to: Timestamp), at time: Timestamp) -> Timestamp {
        Output.write("\(clock(gap.from)) nothing is recorded until \(clock(gap.to))\n")
        return max(time, gap.to) + 1
    }

    private func pause(_ milliseconds: Int64) { usleep(UInt32(clamping: milliseconds * 1_000)) }

    private func clock(_ time: Timestamp) -> String {
        CivilTime(time, offsetSeconds: zone.offsetSeconds(at: time)).clock
    }
}
