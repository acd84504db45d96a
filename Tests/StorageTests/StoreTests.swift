// The store by its promises: which value holds when, which state follows, what a snapshot keeps.

import Facility
import Storage
import Telemetry
import Testing

struct StoreTests {
    let start = Timestamp(milliseconds: 1_000_000)

    private func value(_ hall: TestHall, _ metric: MetricID, _ entity: Int) -> Float {
        hall.store.snapshot.value(metric, entity)
    }

    @Test func aValueHoldsForTwoIntervalsAndNotLonger() {
        let hall = TestHall(gpus: 4, start: start)
        hall.scrape(at: 500, [.tempCelsius: [60, 61, 62, 63]])
        hall.close(1_300)
        #expect(value(hall, .tempCelsius, 2) == 62)
        hall.close(2_300)
        // At 2,000 ms the sample is 1,500 ms old.
        #expect(value(hall, .tempCelsius, 2) == 62)
        hall.close(3_300)
        #expect(Absence(value(hall, .tempCelsius, 2)) == .missing)
        #expect(hall.store.snapshot.lastKnown(.tempCelsius, 2)?.value == 62)
        #expect(hall.store.snapshot.gpuState(2) == .late)
        #expect(hall.store.snapshot.rollUp(.tempCelsius, .hall).count == 0)
    }

    /// As a Float, today's seconds since 1970 are told apart by two minutes only.
    @Test func aPointInTimeIsKeptAsItsAge() {
        let hall = TestHall(gpus: 4, start: Timestamp(milliseconds: 1_782_864_000_000))
        hall.scrape(at: 500, exact: [.hostUptimeSeconds: [1_782_863_957.5]])
        hall.close(1_300)
        #expect(value(hall, .hostUptimeSeconds, 0) == 43)
        // A host whose clock runs ahead booted just now, not in the future.
        hall.scrape(at: 1_500, exact: [.hostUptimeSeconds: [1_782_864_009]])
        hall.close(2_300)
        #expect(value(hall, .hostUptimeSeconds, 0) == 0)
    }

    /// A URL says nothing of the host: the page names it, and only then it gets its place.
    @Test func aPageThatCameBeforeItsHostHadAPlaceCarriesItsMetrics() {
        let targets = [TargetDescription(url: "http://127.0.0.1:9/", address: "127.0.0.1", intervalMs: 1_000)]
        let unknown = Topology(site: "s", hall: "h", hosts: [HostEntry(name: "127.0.0.1", place: nil, gpus: 0)])
        let hall = TestHall(topology: unknown, targets: targets, start: start)
        hall.scrape(at: 100, [.tempCelsius: [60, 61, 62, 63]])
        hall.close(1_300)
        #expect(!hall.store.snapshot.isExported(.tempCelsius))
        hall.store.adopt(topology: StandardHall.topology(gpus: 4), targets: targets)
        #expect(hall.store.snapshot.isExported(.tempCelsius))
        hall.scrape(at: 1_400, [.tempCelsius: [60, 61, 64, 63]])
        hall.close(2_300)
        #expect(value(hall, .tempCelsius, 2) == 64)
    }

    @Test func aLostGPUIsStaleAtOnceAndGoneAfterThreeScrapes() {
        let hall = TestHall(gpus: 4, start: start)
        hall.scrape(at: 100, [.tempCelsius: [60, 61, 62, 63]])
        hall.close(1_300)
        for second in 1...3 {
            hall.scrape(at: second * 1000 + 100, [.tempCelsius: [60, 61, Float.nan, 63 + Float(second)]], absent: [2])
            hall.close(second * 1000 + 1_300)
            #expect(Absence(value(hall, .tempCelsius, 2)) == .stale)
            #expect(hall.store.snapshot.gpuState(2) == (second < 3 ? .fresh : .gone))
        }
        #expect(hall.store.snapshot.gpuState(1) == .fresh)
        #expect(hall.store.snapshot.lastKnown(.tempCelsius, 2)?.value == 62)
        #expect(hall.store.snapshot.rollUp(.tempCelsius, .hall).count == 3)
        #expect(hall.store.snapshot.states(.hall)[.gone] == 1)
        #expect(hall.store.snapshot.events.contains { $0.place == .gpu(2) })
    }

    @Test func aFailingTargetIsUnreachableOnlyAfterTwoIntervals() {
        let hall = TestHall(gpus: 4, start: start)
        hall.scrape(at: 100, [.tempCelsius: [1, 2, 3, 4]])
        hall.close(1_300)
        hall.store.accept(.failed(target: 0, time: start + 1_100, .refused))
        hall.close(2_300)
        #expect(hall.store.snapshot.targets[0].state == .fresh)
        hall.close(3_300)
        #expect(hall.store.snapshot.targets[0].state == .unreachable)
        #expect(hall.store.snapshot.gpuState(0) == .unreachable)
        #expect(hall.store.snapshot.targets[0].failure == .refused)
    }

    @Test func whatNobodyObservedChangesNoState() {
        let hall = TestHall(gpus: 8, start: start)
        hall.scrape(at: 100, [.tempCelsius: [1, 2, 3, 4]])
        hall.close(1_300)
        hall.store.jump(to: start + 90_000)
        hall.close(91_300)
        #expect(hall.store.snapshot.targets[0].state == .fresh)
        #expect(hall.store.snapshot.events.isEmpty)
        // A failure says that the silence is real.
        hall.store.accept(.failed(target: 0, time: start + 91_500, .refused))
        hall.close(92_300)
        #expect(hall.store.snapshot.targets[0].state == .unreachable)
        // It may have fallen silent at any moment of the gap, and the event says so.
        let event = hall.store.snapshot.events.first
        #expect(event.map { $0.time - $0.uncertaintyMs <= start + 2_000 } == true, "\(event as Any)")
    }

    @Test func whatNobodyObservedDidNotStandStill() {
        let hall = TestHall(gpus: 4, start: start)
        for second in 0..<4 {
            hall.scrape(at: second * 1_000 + 100, [.tempCelsius: [Float(second), 2, 3, 4]])
            hall.close(second * 1_000 + 1_300)
        }
        hall.store.jump(to: start + 90_000)
        for second in 90..<94 {
            hall.scrape(at: second * 1_000 + 100, [.tempCelsius: [3, 2, 3, 4]])
            hall.close(second * 1_000 + 1_300)
            #expect(hall.store.snapshot.targets[0].state == .fresh, "second \(second)")
        }
        #expect(hall.store.snapshot.events.isEmpty)
    }

    @Test func whatNeverAnsweredIsNeverSeenAndNotZero() {
        let hall = TestHall(gpus: 8, start: start)
        hall.scrape(at: 100, [.powerWatts: [700, 700, 700, 700]])
        hall.close(1_300)
        #expect(hall.store.snapshot.gpuState(6) == .neverSeen)
        #expect(hall.store.snapshot.rollUp(.powerWatts, .hall).mean == 700)
        #expect(hall.store.snapshot.rollUp(.powerWatts, .hall).min == 700)
        #expect(hall.store.snapshot.lastKnown(.powerWatts, 6) == nil)
    }

    @Test func aPageThatStopsMovingIsFrozen() {
        let hall = TestHall(gpus: 4, start: start)
        for second in 0..<6 {
            hall.scrape(at: second * 1000 + 100, [.powerWatts: [700, 701, 702, 703 + Float(second)]])
            hall.close(second * 1000 + 1_300)
        }
        #expect(hall.store.snapshot.targets[0].learnedIntervalMs == 1_000)
        for second in 6..<14 {
            hall.scrape(at: second * 1000 + 100, [.powerWatts: [700, 701, 702, 708]])
            hall.close(second * 1000 + 1_300)
        }
        #expect(hall.store.snapshot.gpuState(0) == .frozen)
        #expect(hall.store.snapshot.rollUp(.powerWatts, .hall).count == 0)
        hall.scrape(at: 14_100, [.powerWatts: [700, 701, 702, 999]])
        hall.close(15_300)
        #expect(hall.store.snapshot.gpuState(0) == .fresh)
    }

    @Test func slowSourcesAreNotFrozen() {
        // An exporter that collects every 10 s and is asked every second.
        let hall = TestHall(gpus: 4, start: start)
        for second in 0..<75 {
            hall.scrape(at: second * 1000 + 100, [.powerWatts: [700, 701, 702, Float(703 + second / 10)]])
            hall.close(second * 1000 + 1_300)
            #expect(hall.store.snapshot.gpuState(0) == .fresh, "second \(second)")
        }
        #expect(hall.store.snapshot.targets[0].learnedIntervalMs == 10_000)
    }

    @Test func countersBecomeRatesAndSurviveResets() {
        let hall = TestHall(gpus: 4, start: start)
        let millijoules: [Float] = [1_000_000, 1_500_000, 2_250_000, 100, 250_100]
        var seen: [Float] = []
        for (second, value) in millijoules.enumerated() {
            hall.scrape(at: second * 1000 + 100, [.energyWatts: [value, value, value, value]])
            hall.close(second * 1000 + 1_300)
            seen.append(self.value(hall, .energyWatts, 0))
        }
        #expect(Absence(seen[0]) == .missing)
        #expect(seen[1] == 500 && seen[2] == 750)
        #expect(Absence(seen[3]) == .missing)
        #expect(seen[4] == 250)
    }

    @Test func exportersBlanksAreNoNumbers() {
        let hall = TestHall(gpus: 4, start: start)
        hall.scrape(
            at: 100, exact: [.tempCelsius: [9_223_372_036_854_775_792, 2_147_483_632, 140_737_488_355_328, 50]])
        hall.close(1_300)
        for gpu in 0..<3 { #expect(Absence(value(hall, .tempCelsius, gpu)) == .notAvailable) }
        #expect(hall.store.snapshot.rollUp(.tempCelsius, .hall).mean == 50)
    }

    @Test func ratiosAreDerived() {
        let hall = TestHall(gpus: 4, start: start)
        hall.scrape(at: 100, [.memoryUsedBytes: [60, 0, 10, 1], .memoryFreeBytes: [40, 100, 0, 3]])
        hall.close(1_300)
        #expect((0..<4).map { value(hall, .memoryUsedRatio, $0) } == [0.6, 0, 1, 0.25])
        #expect(hall.store.snapshot.isExported(.memoryUsedRatio))
    }

    /// What is used of an unknown whole is no share of it.
    @Test func aRatioNeedsMoreThanItsPart() {
        let hall = TestHall(gpus: 4, start: start)
        hall.scrape(at: 100, [.memoryUsedBytes: [60, 0, 10, 1]])
        hall.close(1_300)
        #expect((0..<4).allSatisfy { Absence(value(hall, .memoryUsedRatio, $0)) == .missing })
        #expect(!hall.store.snapshot.isExported(.memoryUsedRatio))
        hall.scrape(at: 1_100, [.memoryUsedBytes: [60, 0, 10, 1], .memoryFreeBytes: [40, .nan, 0, 3]])
        hall.close(2_300)
        #expect([0, 2, 3].map { value(hall, .memoryUsedRatio, $0) } == [0.6, 1, 0.25])
        #expect(value(hall, .memoryUsedRatio, 1).isNaN)
    }

    @Test func snapshotsNeverChange() {
        let hall = TestHall(gpus: 4, start: start)
        hall.scrape(at: 100, [.powerWatts: [1, 2, 3, 4]])
        hall.close(1_300)
        let before = hall.store.snapshot
        for second in 1..<400 {
            hall.scrape(at: second * 1000 + 100, [.powerWatts: [Float(second), 9, 9, 9]])
            hall.close(second * 1000 + 1_300)
        }
        #expect((0..<4).map { before.value(.powerWatts, $0) } == [1, 2, 3, 4])
        #expect(before.lastKnown(.powerWatts, 0)?.value == 1)
        #expect(before.history(.powerWatts, 0, slots: 3).last == 1)
    }

    @Test func lateAndHostileBatchesAreCountedAndHarmless() {
        let hall = TestHall(gpus: 4, start: start)
        hall.scrape(at: 100, [.powerWatts: [1, 2, 3, 4]])
        hall.close(5_300)
        hall.scrape(at: 200, [.powerWatts: [9, 9, 9, 9]])
        hall.scrape(at: -1_000_000_000, [.powerWatts: [9, 9, 9, 9]])
        hall.scrape(at: 1_000_000_000_000, [.powerWatts: [9, 9, 9, 9]])
        hall.scrape(
            at: 6_000, exact: [.powerWatts: [.infinity, -.infinity, 1e308, .nan]], ordinals: [0, 1, 63, 5_000_000])
        hall.close(7_300)
        #expect(hall.store.snapshot.statistics.latePages == 3)
        #expect(hall.store.snapshot.gpuState(3) != .fresh || hall.store.snapshot.value(.powerWatts, 3).isNaN)
    }

    @Test func anotherTopologyKeepsWhatItKnows() {
        let hall = TestHall(gpus: 8, start: start)
        hall.scrape(at: 100, [.powerWatts: [1, 2, 3, 4]])
        hall.close(1_300)
        let hosts =
            [HostEntry(name: "a-new", place: HostPlace(row: "A", rack: 1, tray: 1), gpus: 2)]
            + StandardHall.hosts(gpus: 8).map {
                HostEntry(name: $0.name, place: HostPlace(row: "B", rack: 1, tray: $0.place!.tray), gpus: 4)
            }
        hall.store.adopt(topology: Topology(site: "", hall: "", hosts: hosts), targets: hall.targets)
        #expect((2..<6).map { hall.store.snapshot.value(.powerWatts, $0) } == [1, 2, 3, 4])
        #expect(hall.store.snapshot.gpuState(2) == .fresh && hall.store.snapshot.gpuState(0) == .neverSeen)
        hall.scrape(at: 1_100, [.powerWatts: [5, 6, 7, 8]])
        hall.close(2_300)
        #expect((2..<6).map { hall.store.snapshot.value(.powerWatts, $0) } == [5, 6, 7, 8])
        #expect(hall.store.snapshot.history(.powerWatts, 2, slots: 2) == [1, 5])
    }

    /// The plan knows a host without GPUs; its page shows four, which have no place until the plan is made anew.
    /// A page of counters whose host had no place: once it has one, its totals have somewhere to go.
    @Test func countersOfAHostThatIsPlacedLater() {
        let hall = TestHall(gpus: 4, start: start)
        func scrape(_ second: Int) {
            hall.scrape(
                at: second * 1_000 + 100, exact: [.hostNetReceiveBytesPerSecond: [Double(second) * 1_000]],
                ordinals: [0], host: "renamed")
            hall.close(second * 1_000 + 1_300)
        }
        scrape(0)
        #expect(hall.store.discovered["renamed"] != nil)
        let hosts = [HostEntry(name: "renamed", place: nil, gpus: 0)]
        hall.store.adopt(topology: Topology(site: "", hall: "", hosts: hosts), targets: hall.targets)
        for second in 1..<5 { scrape(second) }
        #expect(hall.store.snapshot.value(.hostNetReceiveBytesPerSecond, 0) == 1_000)
    }

    @Test func whatAPageSaidBeforeItsGPUsHadPlacesIsNotLost() {
        let bare = [HostEntry(name: "a01-c01", place: nil, gpus: 0)]
        let target = TargetDescription(url: "test://a", address: "a01-c01", intervalMs: 15_000)
        let hall = TestHall(topology: Topology(site: "", hall: "", hosts: bare), targets: [target], start: start)
        hall.scrape(at: 100, [.powerWatts: [1, 2, 3, 4]])
        hall.close(1_300)
        #expect(hall.store.discovered == ["a01-c01": 4])
        let hosts = [HostEntry(name: "a01-c01", place: nil, gpus: 4)]
        hall.store.adopt(topology: Topology(site: "", hall: "", hosts: hosts), targets: hall.targets)
        #expect((0..<4).map { hall.store.snapshot.value(.powerWatts, $0) } == [1, 2, 3, 4])
        hall.close(2_300)
        #expect(hall.store.snapshot.gpuState(3) == .fresh)
        #expect((0..<4).map { hall.store.snapshot.value(.powerWatts, $0) } == [1, 2, 3, 4])
    }

    @Test func aHostThatGetsItsNameKeepsItsValues() {
        let hall = TestHall(gpus: 4, start: start)
        hall.scrape(at: 100, exact: [.powerWatts: [1, 2]], ordinals: [0, 1], host: "named")
        hall.close(1_300)
        let hosts = [HostEntry(name: "named", place: nil, gpus: 2)]
        hall.store.adopt(topology: Topology(site: "", hall: "", hosts: hosts), targets: hall.targets)
        #expect((0..<2).map { hall.store.snapshot.value(.powerWatts, $0) } == [1, 2])
        #expect(hall.store.snapshot.gpuState(1) == .fresh)
        #expect(hall.store.discovered.isEmpty)
    }

    /// Two exporters behind one address, as a tunnel or a NAT shows them, are hosts of their own: neither has the other's past.
    @Test func twoHostsBehindOneAddressShareNothing() {
        let targets = (0..<2).map {
            TargetDescription(url: "test://gate:\($0)", address: "gate", intervalMs: 1_000)
        }
        let bare = Topology(site: "", hall: "", hosts: [HostEntry(name: "gate", place: nil, gpus: 0)])
        let hall = TestHall(topology: bare, targets: targets, start: start)
        let names = ["h1", "h2"]
        for (index, name) in names.enumerated() {
            hall.scrape(at: 100 + index, exact: [.powerWatts: [1, 2]], host: name, target: index, named: true)
        }
        hall.close(1_300)
        hall.store.adopt(
            topology: Topology(site: "", hall: "", hosts: names.map { HostEntry(name: $0, place: nil, gpus: 2) }),
            targets: targets)
        // A third one is found later: what is known by then moves on.
        hall.scrape(at: 1_100, exact: [.powerWatts: [3, 4]], host: "h1", target: 0, named: true)
        hall.close(2_300)
        hall.store.adopt(
            topology: Topology(
                site: "", hall: "", hosts: (["h0"] + names).map { HostEntry(name: $0, place: nil, gpus: 2) }),
            targets: targets)
        hall.close(3_300)
        let snapshot = hall.store.snapshot
        let uuids = (0..<6).map { snapshot.identity($0)?.uuid ?? "" }
        #expect(uuids == ["", "", "GPU-h1-0", "GPU-h1-1", "GPU-h2-0", "GPU-h2-1"])
        #expect(!snapshot.events.contains { if case .replaced = $0.kind { true } else { false } })
    }

    /// Machines that were never named all call themselves the same.
    @Test func hostsThatAllSayLocalhostAreNotOne() {
        let addresses = ["10.0.0.30", "10.0.0.31"]
        let targets = addresses.map { TargetDescription(url: "test://\($0)", address: $0, intervalMs: 1_000) }
        let hosts = addresses.map { HostEntry(name: $0, place: nil, gpus: 2) }
        let hall = TestHall(topology: Topology(site: "", hall: "", hosts: hosts), targets: targets, start: start)
        for target in 0..<2 {
            let watts = (0..<2).map { Double(target * 10 + $0) }
            hall.scrape(at: 100 + target, exact: [.powerWatts: watts], host: "localhost", target: target)
        }
        hall.close(1_300)
        #expect((0..<4).map { hall.store.snapshot.value(.powerWatts, $0) } == [0, 1, 10, 11])
        #expect(hall.store.discovered.isEmpty && hall.store.snapshot.events.isEmpty)
        #expect(hall.store.named(1).map(\.host) == ["10.0.0.31"])
    }

    @Test func unknownHostsAreDiscovered() {
        let hall = TestHall(gpus: 4, start: start)
        hall.scrape(at: 100, exact: [.powerWatts: [1, 2]], ordinals: [0, 1], host: "somebody-else")
        #expect(hall.store.discovered["somebody-else"] == 2)
    }

    @Test func hallHistoryFoldsAndLeavesGaps() {
        let hall = TestHall(gpus: 4, start: start)
        for second in 0..<10 {
            hall.scrape(at: second * 1000 + 100, [.powerWatts: Array(repeating: Float(second), count: 4)])
            hall.close(second * 1000 + 1_300)
        }
        let history = hall.store.snapshot.hallHistory(.powerWatts, columns: 20, spanMs: 20_000)
        #expect(history.count == 20)
        #expect(history.prefix(10).allSatisfy { $0.count == 0 })
        #expect(history.suffix(10).map { $0.mean } == (0..<10).map(Double.init))
    }

    /// A page that never came stands with the host of its address until it names its own: that host's past stays where it is.
    @Test func aLateHostOfTheSameAddressTakesNothingAlong() {
        let targets = (0..<2).map {
            TargetDescription(url: "test://gate:\($0)", address: "gate", intervalMs: 1_000)
        }
        let bare = Topology(site: "", hall: "", hosts: [HostEntry(name: "gate", place: nil, gpus: 0)])
        let hall = TestHall(topology: bare, targets: targets, start: start)
        func topology(_ names: [String]) -> Topology {
            Topology(site: "", hall: "", hosts: names.map { HostEntry(name: $0, place: nil, gpus: 2) })
        }
        hall.scrape(at: 100, exact: [.powerWatts: [1_300, 1_301]], host: "zeta", target: 0, named: true)
        hall.close(1_300)
        hall.store.adopt(topology: topology(["zeta"]), targets: targets)
        hall.scrape(at: 1_100, exact: [.powerWatts: [1_302, 1_303]], host: "zeta", target: 0, named: true)
        hall.close(2_300)
        hall.scrape(at: 2_100, exact: [.powerWatts: [1_304, 1_305]], host: "zeta", target: 0, named: true)
        hall.scrape(at: 2_200, exact: [.powerWatts: [110, 111]], host: "alpha", target: 1, named: true)
        hall.close(3_300)
        hall.store.adopt(topology: topology(["alpha", "zeta"]), targets: targets)
        hall.scrape(at: 3_100, exact: [.powerWatts: [1_306, 1_307]], host: "zeta", target: 0, named: true)
        hall.scrape(at: 3_200, exact: [.powerWatts: [112, 113]], host: "alpha", target: 1, named: true)
        hall.close(4_300)
        let snapshot = hall.store.snapshot
        #expect(snapshot.history(.powerWatts, 0, slots: 4).filter { $0 > 200 }.isEmpty)
        #expect(snapshot.history(.powerWatts, 2, slots: 4).filter { $0 > 1_000 }.count >= 3)
        #expect(
            (0..<4).map { snapshot.identity($0)?.uuid } == ["GPU-alpha-0", "GPU-alpha-1", "GPU-zeta-0", "GPU-zeta-1"])
        #expect(!snapshot.events.contains { if case .replaced = $0.kind { true } else { false } })
    }
}
