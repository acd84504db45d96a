// What the trays of a new topology go on from. The past belongs to places; what a host says now goes where the host goes.

import Facility

/// For each tray of a new topology two trays of the old one, nil where there is none.
struct TrayMoves {
    /// The one whose history it continues: that of its path, or its host's if that stood where nothing is any more or nobody knew where.
    let past: [Int?]
    /// The one where its host stood.
    let host: [Int?]

    /// - Parameters:
    ///   - aliases: by host, the old tray that stood for it under another name.
    ///   - left: old trays that stood for hosts of other names: no host takes them over by its own.
    init(from old: Topology, to new: Topology, aliases: [String: Int], left: Set<Int>) {
        func isPlaced(_ tray: Int, _ topology: Topology) -> Bool {
            !topology.isInvented(rack: topology.trays[tray].rack)
        }
        var there: [String: Int] = [:]
        for tray in old.trays.indices where isPlaced(tray, old) { there[old.path(tray: tray)] = tray }
        let paths = Set(new.trays.indices.filter { isPlaced($0, new) }.map { new.path(tray: $0) })
        host = new.trays.map { tray in
            guard let own = old.tray(ofHost: tray.host) else { return aliases[tray.host] }
            return left.contains(own) ? nil : own
        }
        past = zip(new.trays.indices, host).map { tray, host in
            if isPlaced(tray, new), let place = there[new.path(tray: tray)] { return place }
            guard let host, !isPlaced(host, old) || !paths.contains(old.path(tray: host)) else { return nil }
            return host
        }
    }
}
