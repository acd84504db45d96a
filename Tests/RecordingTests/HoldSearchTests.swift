// From one beginning of what a filter means to the next, in a recording and in the memory of a live hall: the times that a look at
// every slot finds.

import Console
import Storage
import Telemetry
import Testing

@testable import App
@testable import Recording

struct HoldSearchTests {
    /// Moments at which the filter holds and did not in the slot before.
    private static func begins(_ holds: [Bool]) -> [Timestamp] {
        holds.indices.filter { $0 > 0 && holds[$0] && !holds[$0 - 1] }.map { Demo.start + Int64($0 + 1) * 1_000 }
    }

    /// All times that a search finds one after the other.
    private static func found(
        _ filter: Filter, forwards: Bool, from first: Snapshot, newest: Snapshot, _ moment: (Timestamp) -> Snapshot?
    ) -> [Timestamp] {
        var found: [Timestamp] = [], current = first
        while found.count < 100 {
            var search = HoldSearch(
                filter, RuleFiles.standard, forwards: forwards, from: (current, { [] }), newest: newest,
                bounds: (Demo.start + 1_000, newest.moment))
            let grain = { (_: Timestamp) -> (stepMs: Int64, gap: (from: Timestamp, to: Timestamp)?) in (1_000, nil) }
            let then = { (time: Timestamp) -> HoldSearch.Moment? in moment(time).map { ($0, { [] }) } }
            var finding = search.look(grain: grain, then)
            while case .searching = finding { finding = search.look(grain: grain, then) }
            guard case .found(let time) = finding, let next = moment(time) else { break }
            found.append(time)
            current = next
        }
        return found
    }

    @Test(arguments: [
        "state=gone", "temp>75", "power_watts>1300 & rack=A*", "mark=hot", "host_load1>20",
    ])
    func findsWhatALookAtEverySlotFinds(text: String) throws {
        let path = Demo.path()
        var holds: [Bool] = [], snapshots: [Snapshot] = []
        let filter = try Filter(text, FilterVocabulary(catalogue: .standard, marks: Mark.allCases.map(\.word)))
        try Demo.record(to: path, slots: 50, options: Demo.options(exact: false)) { snapshot in
            let health = Health(snapshot)
            let source = FilterSource(
                snapshot, gpuMarks: health.gpuMarks.map(\.rawValue), trayMarks: health.trayMarks.map(\.rawValue))
            holds.append(filter.matches(.hall, in: source))
            snapshots.append(snapshot)
        }
        let reader = try RecordingReader(path, known: .standard)
        let begins = Self.begins(holds)
        let recorded = { (time: Timestamp) in try? reader.moment(at: time)?.snapshot }
        let first = try #require(recorded(Demo.start + 1_000)), last = try #require(recorded(snapshots.last!.moment))
        #expect(Self.found(filter, forwards: true, from: first, newest: last, recorded) == begins)
        let back = (holds[0] ? [Demo.start + 1_000] : []) + begins.filter { $0 != last.moment }
        #expect(Self.found(filter, forwards: false, from: last, newest: last, recorded) == back.reversed())
        let live = { (time: Timestamp) in snapshots.first { $0.moment == time } }
        #expect(Self.found(filter, forwards: true, from: snapshots[0], newest: snapshots.last!, live) == begins)
    }
}
