// `vigie dump`: metrics over time at any level, out of a recording or a demo hall. Values as the screens show them.

import Facility
import Recording
import Storage
import Telemetry

/// Numbers out of a history, without a screen.
public enum Dump {
    /// - Returns: the text to print.
    public static func recording(_ path: String, _ options: DumpOptions) throws(UserError) -> String {
        do {
            let reader = try RecordingReader(path, known: .standard)
            guard let extent = reader.extent else { throw UserError("\(path): nothing is recorded") }
            let (from, to) = try window(options, extent.start, extent.end)
            var table = try DumpTable(options, reader.epochs.last!.catalogue)
            for row in reader.spans where row.end > from && row.start < to {
                guard let epoch = reader.epochs.first(where: { $0.id == row.epoch }) else { continue }
                for slot in row.firstSlot..<row.firstSlot + row.slots {
                    let end = epoch.end(of: slot)
                    guard end > from, end <= to, let moment = try reader.moment(at: end) else { continue }
                    try table.add(moment.snapshot)
                }
            }
            return table.text
        } catch let error as RecordingError {
            throw UserError(error.description)
        } catch let error as UserError {
            throw error
        } catch { throw UserError("\(error)") }
    }

    /// Plays every 10 s, then the last 60 slots each second.
    public static func demo(_ demo: DemoOptions, _ options: DumpOptions) throws(UserError) -> String {
        let (from, to) = try window(options, demo.start, demo.start + 90_000)
        guard to > demo.start else { throw UserError("--to lies before the start of the demo") }
        var table = try DumpTable(options, .standard)
        let topology = demo.topology
        let feed = demo.feed(topology)
        let store = Store(
            topology: topology, catalogue: .standard, targets: feed.targets, start: demo.start, hotSlots: 90)
        var time = demo.start
        while time < to {
            let next = time + 1_000
            let isDense = to - time <= 60_000 || time < demo.start + 2_000
            if isDense || (time - demo.start) % 10_000 < 1_000 {
                if store.snapshot.moment < time { store.jump(to: time) }
                feed.play(from: time, to: next, into: store)
                if let snapshot = store.close(upTo: next + 300), snapshot.moment > from { try table.add(snapshot) }
            }
            time = next
        }
        return table.text
    }

    private static func window(_ options: DumpOptions, _ start: Timestamp, _ end: Timestamp) throws(UserError) -> (
        Timestamp, Timestamp
    ) {
        var from = start, to = end
        if let text = options.from { from = try TimeText.moment(text, start: start, end: end) }
        if let text = options.to { to = try TimeText.moment(text, start: start, end: end) }
        guard from < to else { throw UserError("--from is not before --to") }
        return (from, to)
    }
}
