// One moment of a recording, or of recorded text, for a command that prints it.

import Alerting
import Recording
import Telemetry

/// A look into a recording without playing it.
public enum RecordedScene {
    /// - Parameters:
    ///   - at: a TIME; counted from the recording's beginning and end.
    ///   - zone: of a clock time.
    ///   - rules: what the alarms of text follow; a recording keeps those that were judged when it was made.
    public static func moment(
        _ path: String, at: String, zone: ZoneChoice = .utc, rules: RuleBook = RuleFiles.standard
    ) throws(UserError) -> ReplayMoment {
        do {
            let set = try ReplayInput.open([path], rules)
            for fault in set.faults { Output.warn(fault) }
            guard let extent = set.extent else { throw UserError("\(path): nothing is recorded yet") }
            let time = try TimeText.moment(
                at, start: extent.start, end: extent.end, zoneSeconds: zone.offsetSeconds(at: extent.end))
            guard time >= extent.start, let moment = try set.moment(at: max(time, extent.start + 1)) else {
                throw UserError("\(path): \(at) lies before the recording's beginning")
            }
            for fault in moment.faults { Output.warn(fault) }
            return moment
        } catch let error as RecordingError {
            throw UserError(error.description)
        } catch let error as UserError {
            throw error
        } catch {
            throw UserError("\(path): \(error)")
        }
    }
}
