// Queries over a moment or a window, against the plainest way to the same answer.

import Facility
import Storage
import Telemetry
import Testing

/// The questions views and rules ask.
struct QueryTests {
    let start = Timestamp(milliseconds: 1_000_000)

    private func played(_ seconds: Int) -> TestHall {
        let hall = TestHall(gpus: 4, start: start)
        for second in 0..<seconds {
            let hot: Float = (100..<110).contains(second) || second >= 190 ? 90 : 60
            hall.scrape(at: second * 1000 + 100, [.tempCelsius: [50, 51 + Float(second % 2), hot, 53]])
            hall.close(second * 1000 + 1_300)
        }
        return hall
    }

    @Test func conditionsAreFoundInTime() {
        let snapshot = played(200).store.snapshot
        func end(_ second: Int) -> Timestamp { start + Int64(second + 1) * 1000 }
        let hot = Comparison(.above, 85)
        #expect(snapshot.first(.tempCelsius, 2, hot, from: start) == end(100))
        #expect(snapshot.first(.tempCelsius, 2, hot, from: end(104)) == end(104))
        #expect(snapshot.first(.tempCelsius, 2, hot, from: end(104) + 1) == end(105))
        #expect(snapshot.first(.tempCelsius, 2, hot, from: end(109) + 300) == end(190))
        #expect(snapshot.next(.tempCelsius, 2, hot, after: end(109)) == end(190))
        #expect(snapshot.next(.tempCelsius, 2, hot, after: end(100)) == end(101))
        #expect(snapshot.previous(.tempCelsius, 2, hot, before: end(190)) == end(109))
        #expect(snapshot.previous(.tempCelsius, 2, hot, before: end(100)) == nil)
        #expect(snapshot.since(.tempCelsius, 2, hot) == end(190))
        #expect(snapshot.since(.tempCelsius, 0, hot) == nil)
        #expect(snapshot.next(.tempCelsius, 0, hot, after: start) == nil)
    }

    @Test func windowsComeStepByStep() {
        let snapshot = played(200).store.snapshot
        func window(_ place: Place, _ from: Int64, _ to: Int64, _ stepMs: Int64, _ reduction: Reduction) -> [Double] {
            snapshot.window(
                .tempCelsius, place, from: start + from, to: start + to, windowStepMs: stepMs, reduction
            ).map(\.value)
        }
        #expect(window(.gpu(2), 100_000, 120_000, 5_000, .greatest) == [90, 90, 60, 60])
        #expect(window(.gpu(2), 98_000, 102_000, 4_000, .mean) == [75])
        #expect(window(.gpu(2), 98_000, 102_000, 4_000, .least) == [60])
        #expect(window(.gpu(1), 0, 10_000, 10_000, .sum) == [515])
        #expect(window(.tray(0), 100_000, 102_000, 1_000, .greatest) == [90, 90])
        #expect(window(.rack(0), 100_000, 102_000, 2_000, .count) == [8])
        // Rounded up to whole steps; before the first slot nothing is known, and nothing lies beyond the moment.
        #expect(window(.gpu(0), -5_000, 5_000, 4_000, .mean).map(\.isNaN) == [true, false, false])
        #expect(window(.gpu(0), -5_000, -1_000, 4_000, .count) == [0])
        #expect(window(.gpu(0), 190_000, 900_000, 5_000, .mean) == [50, 50])
        #expect(window(.gpu(0), 300_000, 200_000, 5_000, .mean).isEmpty)
        let ends = snapshot.window(
            .tempCelsius, .gpu(0), from: start, to: start + 9_000, windowStepMs: 3_000, .mean
        ).map { $0.end - start }
        #expect(ends == [3_000, 6_000, 9_000])
    }

    @Test func ranksCountsAndSpreads() {
        let snapshot = played(5).store.snapshot
        #expect(snapshot.top(2, .tempCelsius, at: .hall).map(\.entity) == [2, 3])
        #expect(snapshot.top(1, .tempCelsius, at: .rack(0), least: true).map(\.value) == [50])
        #expect(snapshot.count(.tempCelsius, at: .hall, Comparison(.atLeast, 53)) == 2)
        #expect(snapshot.distribution(.tempCelsius, at: .hall, bins: 7).reduce(0, +) == 4)
        #expect(snapshot.rate(.tempCelsius, 0, windowMs: 4_000) == 0)
    }

    @Test func aStragglerStandsOut() {
        let peers = Peers([700, 702, 699, 701, 420, .nan])
        #expect(peers.median == 700 && peers.mad == 1)
        #expect(peers.scores[4] < -100 && peers.scores[0] == 0 && peers.scores[5].isNaN)
        #expect(Peers([5, 5, 5, 6]).scores == [0, 0, 0, .infinity])
        #expect(Peers([.nan]).median.isNaN && Peers([]).scores.isEmpty)
    }

    /// Who is planned out is nobody's peer, over a span as at a moment.
    @Test(arguments: [0, 10_000] as [Int64]) func onlyThoseWhoCountArePeers(windowMs: Int64) {
        var hosts = ["a01-c01", "a01-c02"].map { HostEntry(name: $0, place: nil, gpus: 4) }
        hosts[1].life = .drained
        let targets = hosts.map { TargetDescription(url: "test://\($0.name)", address: $0.name, intervalMs: 1_000) }
        let hall = TestHall(topology: Topology(site: "s", hall: "h", hosts: hosts), targets: targets, start: start)
        for second in 0..<20 {
            for (target, host) in hosts.enumerated() {
                hall.scrape(
                    at: second * 1000 + 100 + target,
                    exact: [.tempCelsius: (0..<4).map { Double(50 + 40 * target + (second + $0) % 2) }],
                    host: host.name, target: target)
            }
            hall.close(second * 1000 + 1_300)
        }
        let peers = hall.store.snapshot.peers(.tempCelsius, Array(0..<8), windowMs: windowMs)
        #expect(peers.median >= 50 && peers.median <= 51, "\(peers)")
        #expect(peers.scores[4...].allSatisfy(\.isNaN) && peers.scores[..<4].allSatisfy { !$0.isNaN }, "\(peers)")
    }

    @Test func anEarlierMomentLooksAsItDid() {
        let hall = TestHall(gpus: 4, start: start)
        var seen: [Snapshot] = []
        for second in 0..<150 {
            let absent: Set<Int> = (70..<80).contains(second) ? [1] : []
            hall.scrape(
                at: second * 1000 + 100,
                [.tempCelsius: (0..<4).map { absent.contains($0) ? .nan : Float(40 + (second + $0) % 17) }],
                absent: absent)
            hall.close(second * 1000 + 1_300)
            seen.append(hall.store.snapshot)
        }
        for second in [0, 3, 59, 60, 74, 76, 85, 148, 149] {
            let then = hall.store.snapshot.rewound(to: seen[second].moment)
            #expect(then.moment == seen[second].moment && then.slot == second)
            for gpu in 0..<4 {
                let (now, was) = (then.value(.tempCelsius, gpu), seen[second].value(.tempCelsius, gpu))
                #expect(now.bitPattern == was.bitPattern, "second \(second) gpu \(gpu)")
                #expect(then.gpuState(gpu) == seen[second].gpuState(gpu), "second \(second) gpu \(gpu)")
            }
            #expect(then.rollUp(.tempCelsius, .hall) == seen[second].rollUp(.tempCelsius, .hall))
            #expect(then.states(.hall) == seen[second].states(.hall))
            #expect(Array(then.events) == Array(seen[second].events))
            #expect(
                then.history(.tempCelsius, 2, slots: 9) == seen[second].history(.tempCelsius, 2, slots: 9) || second < 9
            )
        }
        #expect(seen[76].worst(.hall)?.gpu == 1 && seen[76].worst(.hall)?.state == .gone)
    }

    @Test func plannedAndUnexpectedComeFromTheInventory() {
        var hosts = StandardHall.hosts(gpus: 12)
        hosts[1].life = .maintenance
        hosts[2].isExpected = false
        let topology = Topology(site: "", hall: "", hosts: hosts)
        let targets = topology.trays.map { TargetDescription(url: $0.host, address: $0.host, intervalMs: 1_000) }
        let hall = TestHall(topology: topology, targets: targets, start: start)
        hall.scrape(at: 100, [.tempCelsius: [50, 51, 52, 53]])
        hall.close(1_300)
        let snapshot = hall.store.snapshot
        #expect(
            snapshot.gpuState(0) == .fresh && snapshot.gpuState(4) == .plannedOut && snapshot.gpuState(8) == .unexpected
        )
        #expect(snapshot.trayState(1) == .plannedOut && snapshot.trayState(2) == .unexpected)
        #expect(snapshot.states(.hall)[.plannedOut] == 4)
        #expect(snapshot.rollUp(.tempCelsius, .hall).count == 4)
    }

    @Test func theEventLogIsBoundedAndSaysWhatItForgot() {
        let hall = TestHall(gpus: 4, start: start)
        hall.scrape(at: 100, [.tempCelsius: [50, 51, 52, 53]])
        hall.close(1_300)
        for index in 0..<140_000 {
            hall.store.append(
                Event(time: start + Int64(index), uncertaintyMs: 0, place: .gpu(index % 4), kind: .xid(index)))
        }
        hall.close(2_300)
        let events = hall.store.snapshot.events
        #expect(events.count >= 65_536 && events.count <= 65_792)
        #expect(events.forgotten + events.count == 140_000)
        #expect(events.last?.kind == .xid(139_999))
        #expect(events.between(start + 139_000, start + 139_010).count == 10)
        #expect(hall.store.snapshot.events(at: .gpu(3), from: start + 139_000).allSatisfy { $0.place == .gpu(3) })
        #expect(hall.store.snapshot.events(at: .rack(0), from: start + 139_000).count == 1_000)
    }
}
