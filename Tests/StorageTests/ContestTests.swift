// Two targets of one host report the same metric.

import App
import Facility
import Storage
import Telemetry
import Testing

struct ContestTests {
    private let start = Timestamp(milliseconds: 1_782_864_000_000)

    private static func targets(_ count: Int = 2) -> [TargetDescription] {
        ["x", "y", "z"].prefix(count).map {
            TargetDescription(url: "http://\($0)/", address: "a01-c01", intervalMs: 1_000)
        }
    }

    /// One host.
    private static func topology(gpus: Int) -> Topology {
        Topology(site: "s", hall: "h", hosts: [HostEntry(name: "a01-c01", place: nil, gpus: gpus)])
    }

    private func store(targets: Int = 2) -> Store {
        Store(topology: Self.topology(gpus: 1), catalogue: .standard, targets: Self.targets(targets), start: start)
    }

    private func hall() -> TestHall {
        TestHall(topology: Self.topology(gpus: 4), targets: Self.targets(), start: start)
    }

    /// One second of exporters that name some of its four GPUs each: GPU n draws n watts more than the second's number.
    private func play(_ hall: TestHall, _ second: Int, _ pages: [[Int]?]) {
        for (target, ordinals) in pages.enumerated() {
            guard let ordinals else { continue }
            hall.scrape(
                at: second * 1_000 + 100 + target, exact: [.powerWatts: ordinals.map { Double(second + $0) }],
                ordinals: ordinals, target: target)
        }
        hall.close(second * 1_000 + 1_400)
    }

    private func accept(_ store: Store, _ target: Int, at ms: Int64, rank: Int, _ value: Double, more: Int = 0) {
        let metrics: [MetricID] = [.tempCelsius] + [MetricID.powerWatts, .smActive, .xid].prefix(more)
        accept(store, target, at: ms, rank: rank, value, metrics)
    }

    private func accept(
        _ store: Store, _ target: Int, at ms: Int64, rank: Int, _ value: Double, _ metrics: [MetricID]
    ) {
        let series = metrics.map {
            SeriesTable.Series(name: "t\(target)", labels: "", metric: $0, factor: 1, host: 0, gpu: 0, rank: rank)
        }
        let table = SeriesTable(
            series: SeriesList(blocks: [SeriesList.Block(series)]), hosts: ["a01-c01"],
            gpus: [(0, GPUIdentity(ordinal: 0))])
        let values = PageValues()
        values.resize(to: metrics.count)
        for index in metrics.indices { values[index] = value }
        store.accept(.page(Batch(target: target, time: start + ms, table: table, values: values, bytes: 1)))
    }

    @Test func whoIsOutspokenIsNotFrozen() {
        let store = store()
        for second in 0..<60 {
            // The same exporter twice: all that the second says is said already.
            for target in 0..<2 {
                accept(store, target, at: Int64(second) * 1_000 + 100, rank: 0, Double(40 + second % 7))
            }
            _ = store.close(upTo: start + Int64(second + 1) * 1_000 + 400)
        }
        #expect(store.snapshot.targets.map(\.state) == [.fresh, .fresh])
        #expect(store.snapshot.gpuState(0) == .fresh)
        #expect(store.snapshot.events.isEmpty)
    }

    /// What one exporter said does not live on because another one of the host still answers, nor does it die with that one.
    @Test(arguments: [0, 1]) func eachExportersValuesHoldAsLongAsItAnswers(dead: Int) {
        let store = store()
        let metrics: [MetricID] = [.tempCelsius, .powerWatts]
        for second in 0..<20 {
            for target in 0..<2 where second < 8 || target != dead && second % 2 == 0 {
                accept(
                    store, target, at: Int64(second) * 1_000 + 100, rank: 0, Double(40 + second), [metrics[target]])
            }
            _ = store.close(upTo: start + Int64(second + 1) * 1_000 + 400)
            let values = metrics.map { store.snapshot.value($0, 0) }
            #expect(values[1 - dead] == Float(40 + (second < 8 ? second : second / 2 * 2)), "second \(second)")
            #expect(second < 9 ? values[dead] == Float(40 + min(second, 7)) : Absence(values[dead]) == .missing)
        }
        // A target that is read no longer, with a page in the slot that is still open.
        accept(store, 1 - dead, at: 20_100, rank: 0, 99, [metrics[1 - dead]])
        store.adopt(topology: Self.topology(gpus: 1), targets: [Self.targets()[dead]])
        for second in 21..<24 {
            _ = store.close(upTo: start + Int64(second) * 1_000 + 400)
            #expect(Absence(store.snapshot.value(metrics[1 - dead], 0)) == .missing, "second \(second)")
        }
    }

    /// Of three exporters two die, one after the other: the GPUs are read as long as any of them answers, and at no moment called silent.
    @Test func whoeverAnswersSpeaks() {
        let store = store(targets: 3)
        let metrics: [[MetricID]] = [[.powerWatts, .smActive], [.powerWatts, .tempCelsius], [.gpuUtil]]
        var states = Set<EntityState>()
        for second in 0..<60 {
            for target in 0..<3 {
                let time = Int64(second) * 1_000 + 100 * Int64(target + 1)
                // x is away from second 10 to 40, y from 20 on.
                if target == 0 && (10..<40).contains(second) || target == 1 && second >= 20 {
                    store.accept(.failed(target: target, time: start + time, .refused))
                } else {
                    accept(store, target, at: time, rank: 0, Double(40 + second % 9), metrics[target])
                }
            }
            _ = store.close(upTo: start + Int64(second + 1) * 1_000 + 400)
            states.insert(store.snapshot.gpuState(0))
        }
        #expect(states == [.fresh])
        #expect(store.snapshot.targets.map(\.state) == [.fresh, .unreachable, .fresh])
        #expect(store.snapshot.value(.powerWatts, 0) == 45)
        #expect(Absence(store.snapshot.value(.tempCelsius, 0)) == .missing)
    }

    /// Two exporters share the GPUs of a host between them: neither outspeaks the other.
    @Test func halvesOfAHostAreBothHeard() {
        let hall = hall()
        for second in 0..<30 { play(hall, second, [[0, 1], [2, 3]]) }
        let snapshot = hall.store.snapshot
        #expect((0..<4).map { snapshot.value(.powerWatts, $0) } == [29, 30, 31, 32])
        #expect((0..<4).allSatisfy { snapshot.gpuState($0) == .fresh } && snapshot.events.isEmpty)
        #expect(snapshot.targets.allSatisfy { $0.rival == nil })
        // One falls silent: its GPUs are unreachable, not gone from a page that never had them.
        for second in 30..<60 {
            hall.store.accept(.failed(target: 1, time: start + Int64(second) * 1_000 + 100, .refused))
            play(hall, second, [[0, 1], nil])
        }
        let states = (0..<4).map { hall.store.snapshot.gpuState($0) }
        #expect(states == [.fresh, .fresh, .unreachable, .unreachable])
    }

    /// Twins that each miss another GPU: whoever is muted leaves nothing behind that nobody says any more.
    @Test func whatAMutedTwinSaidDoesNotStand() {
        let hall = hall()
        for second in 0..<40 {
            // y is alone for ten seconds, and knows GPU 3; x comes, knows as many, but not that one.
            play(hall, second, [second < 10 ? nil : [0, 1, 2], [1, 2, 3]])
            for gpu in 0..<4 {
                let value = hall.store.snapshot.value(.powerWatts, gpu)
                #expect(value.isNaN || value >= Float(second - 2 + gpu), "second \(second) gpu \(gpu): \(value)")
            }
        }
    }

    /// Another order of the list may turn round who outspeaks whom: what the one now muted said alone stands no longer.
    @Test func anotherOrderLeavesNothingBehind() {
        let hall = hall()
        for second in 0..<40 {
            if second == 20 { hall.store.adopt(topology: Self.topology(gpus: 4), targets: Self.targets().reversed()) }
            play(hall, second, second < 20 ? [[0, 1, 2], [1, 2, 3]] : [[1, 2, 3], [0, 1, 2]])
            for gpu in 0..<4 where second > 22 {
                let value = hall.store.snapshot.value(.powerWatts, gpu)
                #expect(value.isNaN || value == Float(second + gpu), "second \(second) gpu \(gpu): \(value)")
            }
        }
    }

    /// A page of two GPUs does not outspeak one of all four, nor does a twin that lost one of them.
    @Test func whoKnowsMoreGPUsIsHeard() {
        let hall = hall()
        for second in 0..<40 {
            // x: two GPUs, then all, then without the third. y: all of them.
            play(hall, second, [second < 10 ? [0, 1] : second < 20 ? [0, 1, 2, 3] : [0, 1, 3], [0, 1, 2, 3]])
            guard second > 0, second % 10 > 1 else { continue }
            let snapshot = hall.store.snapshot
            let values = (0..<4).map { snapshot.value(.powerWatts, $0) }
            #expect(values == (0..<4).map { Float(second + $0) }, "second \(second)")
            #expect((0..<4).allSatisfy { snapshot.gpuState($0) == .fresh }, "second \(second)")
        }
    }

    @Test func theBetterSourceCountsWhileItAnswers() {
        let store = store()
        func value() -> Float { store.snapshot.value(.tempCelsius, 0) }
        accept(store, 0, at: 100, rank: 6, 40)
        _ = store.close(upTo: start + 1_400)
        #expect(value() == 40)
        for second in 1..<4 {
            accept(store, 1, at: Int64(second) * 1_000 + 100, rank: 0, 60, more: 2)
            accept(store, 0, at: Int64(second) * 1_000 + 200, rank: 6, 40)
            _ = store.close(upTo: start + Int64(second + 1) * 1_000 + 400)
        }
        #expect(value() == 60)
        #expect(store.snapshot.targets.map(\.rival) == [1, nil])
        // The better one falls silent: after its time the other speaks again.
        store.accept(.failed(target: 1, time: start + 4_100, .refused))
        for second in 4..<12 {
            accept(store, 0, at: Int64(second) * 1_000 + 200, rank: 6, 40)
            _ = store.close(upTo: start + Int64(second + 1) * 1_000 + 400)
        }
        #expect(value() == 40)
        #expect(store.snapshot.targets.map(\.rival) == [nil, nil])
    }
}
