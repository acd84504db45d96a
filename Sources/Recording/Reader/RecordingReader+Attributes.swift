// Who stood where up to a moment: read when somebody asks, and kept for the moment that was asked for last.

import Storage
import Telemetry

extension RecordingReader {
    /// The last slot of an epoch up to `slot` in which attributes changed; -1 if there is none.
    func lastAttributes(_ epoch: Epoch, upTo slot: Int) -> Int {
        lock.lock()
        defer { lock.unlock() }
        return ((try? file.lastAttributes(epoch: epoch.id, upTo: slot)) ?? nil) ?? -1
    }

    /// What was noted of a GPU up to a slot, oldest first.
    func identities(_ epoch: Epoch, upTo slot: Int, gpu: Int) throws(RecordingError) -> [IdentityStep] {
        lock.lock()
        defer { lock.unlock() }
        let last = lastAttributes(epoch, upTo: slot)
        if attributesKnown?.epoch != epoch.id || attributesKnown?.last != last {
            let rows = try file.attributes(epoch: epoch.id, upTo: last, end: epoch.end)
            attributesKnown = (epoch.id, last, Dictionary(grouping: rows, by: \.gpu))
        }
        guard let rows = attributesKnown?.rows[gpu] else { return [] }
        let words = try words(epoch.id)
        return rows.compactMap { row in
            words[row.word].flatMap(IdentityText.read).map {
                var identity = $0
                identity.ordinal = 0
                return IdentityStep(from: row.time, identity: identity)
            }
        }
    }
}
