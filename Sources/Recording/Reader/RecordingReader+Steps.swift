// From slot to slot: which one is shown at a moment, and where the ones around it end. It decodes nothing.

import Telemetry

extension RecordingReader {
    /// End and length of the slot that is shown at a moment; nil in a gap and before the beginning. Within a first slot behind a gap the end
    /// lies behind the moment.
    public func shown(at time: Timestamp) -> (end: Timestamp, stepMs: Int64)? {
        lock.lock()
        defer { lock.unlock() }
        guard let row = row(at: time), let epoch = epochsByID[row.epoch], gap(behind: row, epoch, at: time) == nil
        else { return nil }
        return (epoch.end(of: slot(in: row, epoch, at: time)), epoch.stepMs)
    }

    /// The end of the first slot that ends after `time`, nil if none does.
    public func end(after time: Timestamp) -> Timestamp? {
        lock.lock()
        defer { lock.unlock() }
        return list.end(after: time)
    }

    /// The end of the last slot that ended before `time`, nil if none had.
    public func end(before time: Timestamp) -> Timestamp? {
        lock.lock()
        defer { lock.unlock() }
        return list.end(before: time)
    }
}
