// Recordings of different halls in one file or one replay: each stays readable, and somebody should know. Told by name; hosts come and go.

import Facility
import Foundation
import Recording

enum OtherHall {
    /// - Returns: a warning if what was recorded into the file last is another hall.
    static func warning(recording topology: Topology, into path: String) -> String? {
        guard FileManager.default.fileExists(atPath: path),
            let last = (try? RecordingReader(path, known: .standard))?.epochs.last?.topology,
            name(last) != name(topology)
        else { return nil }
        return
            "\(path): holds \(name(last)) so far, and from now on \(name(topology)); give another file to keep them apart"
    }

    /// - Returns: a warning if the recordings are not all of one hall.
    static func warning(joining topologies: [Topology]) -> String? {
        let names = Set(topologies.map(name)).sorted()
        guard names.count > 1 else { return nil }
        return "joined recordings of different halls: \(names.prefix(4).joined(separator: ", "))"
    }

    private static func name(_ topology: Topology) -> String {
        [topology.site, topology.hall].filter { !$0.isEmpty }.joined(separator: " ")
    }
}
