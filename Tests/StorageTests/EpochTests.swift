// History over a change of the inventory: places keep their past, hosts what is known of them now.

import App
import Facility
import Storage
import Telemetry
import Testing

struct EpochTests {
    private static let start = Timestamp(milliseconds: 1_782_864_000_000)

    private static func host(_ name: String, _ place: HostPlace?, gpus: Int = 4) -> HostEntry {
        HostEntry(name: name, place: place, gpus: gpus)
    }

    private static func topology(_ hosts: [HostEntry]) -> Topology { Topology(site: "", hall: "", hosts: hosts) }

    private static func slot(_ row: String, _ tray: Int) -> HostPlace { HostPlace(row: row, rack: 1, tray: tray) }

    /// One host's GPUs at 1,000 W and so many seconds.
    private static func play(
        _ hall: TestHall, _ seconds: Range<Int>, host: String, target: Int = 0, watts: Double = 1_000
    ) {
        for second in seconds {
            let row = (0..<4).map { watts + Double(second + $0) }
            hall.scrape(at: second * 1_000 + 100, exact: [.powerWatts: row], host: host, target: target, named: true)
            hall.close(second * 1_000 + 1_300)
        }
    }

    private static func hall(_ hosts: [HostEntry]) -> TestHall {
        let targets = hosts.map { TargetDescription(url: "test://\($0.name)", address: $0.name, intervalMs: 1_000) }
        return TestHall(topology: topology(hosts), targets: targets, start: start)
    }

    /// What a place was stays there when its host goes elsewhere; in blocks, frames, events and attributes.
    @Test func aHostThatMovesLeavesThePastOfItsPlace() throws {
        let hall = Self.hall([Self.host("one", Self.slot("A", 1))])
        Self.play(hall, 0..<200, host: "one")
        let new = Self.topology([Self.host("other", Self.slot("A", 1)), Self.host("one", Self.slot("B", 1))])
        hall.store.adopt(topology: new, targets: hall.targets)
        let here = try #require(new.tray(ofHost: "one")), there = try #require(new.tray(ofHost: "other"))
        let gpu = new.trays[here].gpus.lowerBound, left = new.trays[there].gpus.lowerBound
        #expect(hall.store.snapshot.value(.powerWatts, gpu + 1) == 1_200 && hall.store.snapshot.gpuState(gpu) == .fresh)
        #expect(hall.store.snapshot.value(.powerWatts, left).isNaN && hall.store.snapshot.gpuState(left) == .neverSeen)
        Self.play(hall, 200..<330, host: "one")
        let snapshot = hall.store.snapshot
        let moved = snapshot.history(.powerWatts, gpu, slots: 330),
            stayed = snapshot.history(.powerWatts, left, slots: 330)
        #expect(moved.suffix(130) == (200..<330).map { Float(1_000 + $0) }[...])
        #expect(moved.prefix(199).allSatisfy { $0.isNaN })
        #expect(stayed.prefix(199) == (0..<199).map { Float(1_000 + $0) }[...])
        #expect(stayed.suffix(130).allSatisfy { $0.isNaN })
        #expect(snapshot.attributes.value(.uuid, of: left, at: Self.start + 100_000) == "GPU-one-0")
        #expect(snapshot.attributes.value(.uuid, of: gpu, at: Self.start + 100_000) == nil)
        #expect(snapshot.attributes.value(.uuid, of: gpu, at: Self.start + 300_000) == "GPU-one-0")
        let mean = snapshot.timeline(
            .powerWatts, .rack(new.trays[there].rack),
            over: TimeGrid(end: Self.start + 200_000, spanMs: 200_000, columns: 4))
        #expect(mean[0].count > 0 && mean[0].max < 1_060)
    }

    /// Another machine at the same place: one history with a swap in it.
    @Test func anotherHostAtAPlaceGoesOnWithItsHistory() {
        let hall = Self.hall([Self.host("old", Self.slot("A", 1))])
        Self.play(hall, 0..<130, host: "old")
        let target = TargetDescription(url: "test://new", address: "new", intervalMs: 1_000)
        hall.store.adopt(topology: Self.topology([Self.host("new", Self.slot("A", 1))]), targets: [target])
        #expect(hall.store.snapshot.value(.powerWatts, 0).isNaN && hall.store.snapshot.gpuState(0) == .neverSeen)
        Self.play(hall, 130..<260, host: "new")
        let snapshot = hall.store.snapshot
        let history = snapshot.history(.powerWatts, 0, slots: 260)
        #expect(history.enumerated().filter { $1 != Float(1_000 + $0) }.map(\.offset).count <= 1)
        #expect(snapshot.attributes.history(.uuid, of: 0).map(\.value) == ["GPU-old-0", "GPU-new-0"])
        #expect(snapshot.events.contains { $0.kind == .replaced(old: "GPU-old-0", new: "GPU-new-0") })
    }

    /// Where nobody knew a host's place, its past goes with it to the one that is found; so it does when its rack has another name.
    @Test(arguments: [nil, HostPlace(row: "A", rack: 1, tray: 1)]) func aPlaceThatIsFoundLaterIsNoMove(
        _ before: HostPlace?
    ) {
        let hall = Self.hall([Self.host("one", before)])
        Self.play(hall, 0..<200, host: "one")
        hall.store.adopt(topology: Self.topology([Self.host("one", Self.slot("C", 7))]), targets: hall.targets)
        Self.play(hall, 200..<300, host: "one")
        let history = hall.store.snapshot.history(.powerWatts, 0, slots: 300)
        #expect(history == (0..<300).map { Float(1_000 + $0) })
    }

    /// Two hosts that stand the other way round: each place keeps its own past, and tells of the swap at once.
    @Test func hostsThatChangePlacesDoNotChangeHistories() {
        let hall = Self.hall([Self.host("one", Self.slot("A", 1)), Self.host("two", Self.slot("A", 2))])
        for second in 0..<150 {
            let one = [1_000, 1_001, 1_002, 1_003] as [Double]
            hall.scrape(at: second * 1_000 + 100, exact: [.powerWatts: one], host: "one", target: 0, named: true)
            hall.scrape(
                at: second * 1_000 + 110, exact: [.powerWatts: one.map { $0 - 500 }], host: "two", target: 1,
                named: true)
            hall.close(second * 1_000 + 1_300)
        }
        let new = Self.topology([Self.host("two", Self.slot("A", 1)), Self.host("one", Self.slot("A", 2))])
        hall.store.adopt(topology: new, targets: hall.targets)
        let snapshot = hall.store.snapshot
        #expect(snapshot.value(.powerWatts, 0) == 500 && snapshot.value(.powerWatts, 4) == 1_000)
        #expect(snapshot.history(.powerWatts, 0, slots: 150).prefix(149).allSatisfy { $0 == 1_000 })
        #expect(snapshot.history(.powerWatts, 4, slots: 150).prefix(149).allSatisfy { $0 == 500 })
        #expect(
            snapshot.events.contains { $0.place == .gpu(0) && $0.kind == .replaced(old: "GPU-one-0", new: "GPU-two-0") }
        )
    }
}
