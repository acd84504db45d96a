// Recordings of different halls in one file or one replay: each stays readable, and somebody should know. Told by name, or where none of the
// hosts and targets is the same: some come and go, never all.

import Facility
import Foundation
import Recording
import Storage

enum OtherHall {
    /// - Returns: a warning if what was recorded into the file last is another hall.
    static func warning(recording snapshot: Snapshot, into path: String) -> String? {
        guard FileManager.default.fileExists(atPath: path),
            let last = (try? RecordingReader(path, known: .standard))?.epochs.last
        else { return nil }
        let (old, new) = (name(last.topology), name(snapshot.topology))
        let advice = "give another file to keep them apart"
        guard old == new else { return "\(path): holds \(old) so far, and from now on \(new); \(advice)" }
        let known = Set(last.topology.trays.map(\.host) + last.targets.map(\.url))
        let coming = snapshot.topology.trays.map(\.host) + snapshot.targets.map(\.description.url)
        guard !known.isEmpty, !coming.isEmpty, !coming.contains(where: known.contains) else { return nil }
        return "\(path): holds another \(new) so far, without any of these hosts and targets; \(advice)"
    }

    /// - Returns: a warning if the recordings are not all of one hall.
    static func warning(joining topologies: [Topology]) -> String? {
        let names = Set(topologies.map(name)).sorted()
        guard names.count > 1 else { return nil }
        return "joined recordings of different halls: \(names.prefix(4).joined(separator: ", "))"
    }

    private static func name(_ topology: Topology) -> String {
        let words = [topology.site, topology.hall].filter { !$0.isEmpty }
        return words.isEmpty ? "a hall without a name" : words.joined(separator: " ")
    }
}
