// `vigie dump`: metrics over time at any level, out of a recording, a demo hall or real targets. Values as the screens show them.

import Facility
import Recording
import Storage
import Telemetry

/// Numbers out of a history, without a screen.
public enum Dump {
    /// - Returns: the text to print.
    public static func recording(_ path: String, _ options: DumpOptions) throws(UserError) -> String {
        do {
            let set = try ReplayInput.open([path])
            for fault in set.faults { Output.warn(fault) }
            guard let extent = set.extent, let catalogue = set.readers[0].epochs.last?.catalogue else {
                throw UserError("\(path): nothing is recorded")
            }
            let (from, to) = try TimeText.window(
                from: options.from, to: options.to, start: extent.start, end: extent.end)
            var table = try DumpTable(options, catalogue)
            try table.check(set.topologies)
            let faults = try TrackWalk.slots(set, from, to) { snapshot, _ in table.add(snapshot) }
            for fault in faults { Output.warn(fault) }
            guard !table.isEmpty else {
                throw UserError(
                    ConversionInput.nothing(path, of: options.select, from: options.from, to: options.to))
            }
            return table.text
        } catch let error as RecordingError {
            throw UserError(error.description)
        } catch let error as UserError {
            throw error
        } catch { throw UserError("\(error)") }
    }

    /// What real targets say now, read once.
    ///
    /// - Returns: the text to print, and what to say of targets that brought nothing; `isSilent` if none answered.
    public static func live(
        _ watch: WatchOptions, _ options: DumpOptions
    ) throws(UserError) -> (text: String, silence: [String], isSilent: Bool) {
        guard options.from == nil, options.to == nil else {
            throw UserError("--from and --to are for recordings and the demo: real targets are read once, now")
        }
        let snapshot = try OneShotWatch.play(watch)
        var table = try DumpTable(options, snapshot.catalogue)
        try table.check([snapshot.topology])
        table.add(snapshot)
        return (table.text, OneShotWatch.silence(snapshot), snapshot.isSilent)
    }

    /// Plays every 10 s, then the last 60 slots each second.
    public static func demo(_ demo: DemoOptions, _ options: DumpOptions) throws(UserError) -> String {
        let (from, to) = try TimeText.window(
            from: options.from, to: options.to, start: demo.start, end: demo.start + 90_000)
        guard to > demo.start else { throw UserError("--to lies before the start of the demo") }
        var table = try DumpTable(options, .standard)
        let topology = demo.topology
        try table.check([topology])
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
                if let snapshot = store.close(upTo: next + 300), snapshot.moment > from { table.add(snapshot) }
            }
            time = next
        }
        return table.text
    }
}
