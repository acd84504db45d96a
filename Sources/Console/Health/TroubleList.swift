// Folds marks into causes: 72 silent GPUs of one rack are one dark rack. It adds no judgement of its own.

import Facility
import Storage
import Telemetry

/// Groups equal marks up the topology.
struct TroubleList {
    let snapshot: Snapshot
    let gpuMarks: [Mark]
    let trayMarks: [Mark]

    /// Every warning and critical mark, once: by severity, then the larger first.
    func troubles() -> [Trouble] {
        let topology = snapshot.topology
        var found: [Trouble] = []
        for rack in topology.racks.indices {
            let trays = topology.racks[rack].trays
            if let mark = shared(trays.lazy.map { uniform(tray: $0) }), trays.count > 1 {
                append(&found, .rack(rack), mark, Array(trays))
                continue
            }
            let grouped = append(groupsOf: rack, to: &found)
            for tray in trays where !grouped.contains(tray) { append(tray: tray, to: &found) }
        }
        return found.enumerated().sorted { left, right in
            let a = left.element, b = right.element
            if a.mark.severity != b.mark.severity { return a.mark.severity > b.mark.severity }
            return (b.count, b.mark, left.offset) < (a.count, a.mark, right.offset)
        }.map(\.element)
    }

    /// Three trays of a rack that are wholly of one mark are one trouble of the rack.
    ///
    /// - Returns: the trays it speaks for.
    private func append(groupsOf rack: Int, to found: inout [Trouble]) -> Set<Int> {
        var members: [Mark: [Int]] = [:]
        for tray in snapshot.topology.racks[rack].trays {
            if let mark = uniform(tray: tray), mark.severity > .note { members[mark, default: []].append(tray) }
        }
        var grouped = Set<Int>()
        for (mark, trays) in members.sorted(by: { $0.key > $1.key }) where trays.count >= 3 {
            append(&found, .rack(rack), mark, trays)
            grouped.formUnion(trays)
        }
        return grouped
    }

    private func append(tray: Int, to found: inout [Trouble]) {
        let gpus = snapshot.topology.trays[tray].gpus
        if let mark = uniform(tray: tray), mark.severity > .note {
            return append(&found, .tray(tray), mark, [tray])
        }
        for mark in Mark.allCases where mark.severity > .note {
            let marked = gpus.filter { gpuMarks[$0] == mark }
            guard let first = marked.first else { continue }
            append(&found, marked.count == 1 ? .gpu(first) : .tray(tray), mark, marked.count)
        }
    }

    /// Of whole trays. Where some of them show no GPUs, hosts are counted.
    private func append(_ found: inout [Trouble], _ place: Place, _ mark: Mark, _ trays: [Int]) {
        let gpus = trays.map { snapshot.topology.trays[$0].gpus.count }
        let areHosts = gpus.contains(0)
        append(&found, place, mark, areHosts ? gpus.count : gpus.reduce(0, +), areHosts: areHosts)
    }

    private func append(
        _ found: inout [Trouble], _ place: Place, _ mark: Mark, _ count: Int,
        areHosts: Bool = false
    ) {
        guard mark.severity > .note else { return }
        found.append(
            Trouble(
                place: place, mark: mark, count: count, areHosts: areHosts, xid: xid(place),
                failure: failure(place, mark), since: started(place)))
    }

    private func failure(_ place: Place, _ mark: Mark) -> ScrapeFailure? {
        guard mark == .unanswered || mark == .unreachable else { return nil }
        let trays: [Int] =
            switch place {
            case .rack(let rack): snapshot.topology.racks[rack].trays.filter { trayMarks[$0] == mark }
            case .tray(let tray): [tray]
            case .gpu(let gpu): [Int(snapshot.topology.trayOfGPU[gpu])]
            case .hall, .row: []
            }
        return trays.lazy.flatMap { snapshot.targets(ofTray: $0) }.compactMap { snapshot.targets[$0].failure }.first
    }

    /// When the state behind the mark began: that of the first GPU that has it; nil if storage does not know it of one of them.
    private func started(_ place: Place) -> Timestamp? {
        var first: Timestamp?
        for gpu in snapshot.topology.gpus(of: place) where !snapshot.gpuState(gpu).counts {
            guard let since = snapshot.gpuStateSince(gpu) else { return nil }
            first = min(first ?? since, since)
        }
        return first
    }

    private func xid(_ place: Place) -> Int? {
        guard case .gpu(let gpu) = place, gpuMarks[gpu] == .gone || gpuMarks[gpu] == .fault else { return nil }
        return Symptoms(snapshot: snapshot).xid(gpu: gpu)
    }

    /// The mark that all GPUs of a tray share, nil if they differ.
    private func uniform(tray: Int) -> Mark? {
        let gpus = snapshot.topology.trays[tray].gpus
        return gpus.isEmpty ? trayMarks[tray] : shared(gpus.lazy.map { gpuMarks[$0] })
    }

    private func shared(_ marks: some Sequence<Mark?>) -> Mark? {
        var common: Mark?
        for mark in marks {
            guard let mark, common == nil || common == mark else { return nil }
            common = mark
        }
        return common
    }
}
