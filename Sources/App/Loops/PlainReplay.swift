// A recording as lines: the same words as of a live hall, slot by slot at the replay's speed. Nobody can seek in it.

import Foundation
import Recording
import Telemetry

struct PlainReplay {
    private static let lookMs: Int64 = 250

    let set: RecordingSet
    let loop: PlainLoop
    let zone: ZoneChoice
    /// Data milliseconds in each millisecond.
    let speed: Double
    /// Whether it waits for more at the end.
    let follows: Bool

    /// Ends with the recording, unless it follows.
    func run(from begin: Timestamp) -> Int32 {
        var time = begin
        while let end = set.extent?.end {
            if time > end {
                guard follows else { return 0 }
                pause(Self.lookMs)
                set.refresh()
                continue
            }
            time = step(at: time)
        }
        return 0
    }

    /// - Returns: the next moment to be told of.
    private func step(at time: Timestamp) -> Timestamp {
        let grain = set.grain(at: time)
        if let gap = grain.gap {
            Output.write("\(clock(gap.from)) nothing is recorded until \(clock(gap.to))\n")
            return max(time, gap.to) + 1
        }
        do throws(RecordingError) {
            if let moment = try set.moment(at: time) { loop.report(moment.snapshot, moment.board) }
        } catch { Output.warn(error.description) }
        pause(Int64(Double(grain.stepMs) / speed))
        return time + grain.stepMs
    }

    private func pause(_ milliseconds: Int64) { usleep(UInt32(clamping: milliseconds * 1_000)) }

    private func clock(_ time: Timestamp) -> String {
        CivilTime(time, offsetSeconds: zone.offsetSeconds(at: time)).clock
    }
}
