// The rules asked over a recording, for slots of which it keeps no board that can be read. A board that can be read is passed on as it is:
// what was said then is evidence.

import Alerting
import Facility
import Recording
import Storage
import Telemetry

/// Boards of a recording's slots, asked for in their order.
final class BoardJudge {
    /// The rules look so far back before the first slot, so that not everything seems to begin there.
    static let pastMs: Int64 = 3_600_000

    private let files: [String]
    private var engine: AlertEngine?
    /// What the rules were read against, and the hall for which that was looked at last.
    private var metrics: [String] = []
    private var topology: Topology?
    /// The last recorded board that could be read: most slots have the one before.
    private var readable: [UInt8] = []
    /// Slots for which the rules were asked.
    private(set) var slots = 0

    /// - Parameter files: rules read over the built-in ones.
    /// - Throws: a file that can not be read.
    init(_ files: [String]) throws(UserError) {
        self.files = files
        _ = try RuleFiles.book(files)
    }

    /// The recorded board, else what the rules say; nil if there are no rules any more.
    func board(of snapshot: Snapshot, recorded: [UInt8]?) -> [UInt8]? {
        if let recorded, isReadable(recorded, at: snapshot.moment) { return recorded }
        guard let engine = engine(for: snapshot) else { return nil }
        slots += 1
        return BoardBytes.write(engine.evaluate(snapshot))
    }

    private func isReadable(_ board: [UInt8], at moment: Timestamp) -> Bool {
        if board == readable { return true }
        guard BoardBytes.read(board, at: moment) != nil else { return false }
        readable = board
        return true
    }

    /// A recording of another version numbers its metrics otherwise, and rules ask by number.
    private func engine(for snapshot: Snapshot) -> AlertEngine? {
        if engine != nil, snapshot.topology === topology { return engine }
        topology = snapshot.topology
        let names = snapshot.catalogue.metrics.map(\.name)
        if engine != nil, names == metrics { return engine }
        metrics = names
        engine = (try? RuleFiles.book(files, catalogue: snapshot.catalogue)).map { AlertEngine($0) }
        return engine
    }

    /// Shows the rules what lies before a moment, an hour at most, if they are to be asked from there on.
    func lookBack(_ reader: RecordingReader, before time: Timestamp) {
        guard let start = reader.extent?.start, start < time, let last = try? reader.moment(at: time),
            last.gap == nil, last.board.silence != nil
        else { return }
        var at = max(start, time - Self.pastMs), seen: Timestamp?
        while at <= time {
            if let moment = try? reader.moment(at: at), moment.gap == nil, moment.snapshot.moment != seen {
                seen = moment.snapshot.moment
                _ = engine(for: moment.snapshot)?.evaluate(moment.snapshot)
            }
            at = at + max(100, reader.stepMs(at: at))
        }
    }

    /// What was done, for the user; nil if every board was there.
    static func words(_ path: String, _ judges: [BoardJudge]) -> String? {
        let slots = judges.reduce(0) { $0 + $1.slots }
        guard slots > 0 else { return nil }
        return "\(path): of \(Plural.counted(slots, "slot")) it was not known what the rules say; they were asked now"
    }
}
