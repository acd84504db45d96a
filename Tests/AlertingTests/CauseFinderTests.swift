// What several members have in common, by hand-made members: no hall is played.

import App
import Facility
import Storage
import Telemetry
import Testing

@testable import Alerting

struct CauseFinderTests {
    private let topology = StandardHall.topology(gpus: 1_152)

    private func finder(_ scopes: [Scope], codeRules: Set<Int> = []) -> CauseFinder {
        let store = Store(
            topology: topology, catalogue: .standard, targets: [], start: Timestamp(milliseconds: 1_782_864_000_000))
        let jobs = JobIndex(store.snapshot)
        return CauseFinder(
            topology: topology, jobs: jobs, units: UnitCounts(topology, jobs),
            scopesOfRule: [scopes, scopes, scopes], codeRules: codeRules)
    }

    private func member(_ tray: Int, sinceMs: Int64, rule: Int = 0, value: Float = .nan) -> CauseMember {
        CauseMember(
            rule: rule, gpu: -1, tray: Int32(tray), sinceMs: sinceMs, doubtMs: 0, value: value, firstValue: value,
            isHeld: false, alarm: 0, weight: topology.trays[tray].gpus.count)
    }

    /// One tray of each of the first racks of a leaf: far below the share that makes a group a cause.
    private func traysOfALeaf(_ count: Int) throws -> (leaf: Int, trays: [Int]) {
        let leaf = try #require(topology.groups.firstIndex { $0.kind == .leaf && $0.racks.count >= count })
        return (leaf, topology.groups[leaf].racks.prefix(count).map { topology.racks[$0].trays.lowerBound })
    }

    @Test func threePlacesOfAGroupWithinAnIntervalAreOneCause() throws {
        let (leaf, trays) = try traysOfALeaf(3)
        let members = zip(trays, [0, 9_000, 20_000]).map { member($0, sinceMs: $1) }
        let causes = finder([.leaf]).causes(members, scopes: [.leaf])
        #expect(causes.count == 1 && causes[0].scope == .leaf && causes[0].index == leaf)
        #expect(causes[0].members == [0, 1, 2] && causes[0].hit == 12)
    }

    @Test func placesThatFollowSlowlyOrAreTwoStandAlone() throws {
        let (_, trays) = try traysOfALeaf(3)
        let slow = zip(trays, [0, 9_000, 20_001]).map { member($0, sinceMs: $1) }
        #expect(finder([.leaf]).causes(slow, scopes: [.leaf]).map(\.scope) == [nil, nil, nil])
        let two = trays.prefix(2).map { member($0, sinceMs: 0) }
        #expect(finder([.leaf]).causes(two, scopes: [.leaf]).map(\.scope) == [nil, nil])
    }

    /// A dark tray, a frozen one and a dead exporter of one leaf are three faults, whatever their time.
    @Test func placesThatBreakDifferentRulesStandAlone() throws {
        let (_, trays) = try traysOfALeaf(3)
        let members = trays.enumerated().map { member($1, sinceMs: 0, rule: $0) }
        #expect(finder([.leaf]).causes(members, scopes: [.leaf]).map(\.scope) == [nil, nil, nil])
        let two = trays.enumerated().flatMap { [member($1, sinceMs: 0, rule: $0), member($1, sinceMs: 0, rule: 1)] }
        #expect(finder([.leaf]).causes(two, scopes: [.leaf]).map(\.scope) == [.leaf])
    }

    /// One rule tells of all serious XIDs: 48 at one place and 79 at two others are no one thing that struck the leaf.
    @Test func placesWithDifferentCodesStandAlone() throws {
        let (_, trays) = try traysOfALeaf(3)
        let mixed = zip(trays, [48, 79, 79]).map { member($0, sinceMs: 0, value: Float($1)) }
        #expect(finder([.leaf], codeRules: [0]).causes(mixed, scopes: [.leaf]).map(\.scope) == [nil, nil, nil])
        let same = trays.map { member($0, sinceMs: 0, value: 79) }
        #expect(finder([.leaf], codeRules: [0]).causes(same, scopes: [.leaf]).map(\.scope) == [.leaf])
    }

    @Test func veryManyWithoutAGroupAreOneStoryAboutTheHall() {
        let members = topology.trays.indices.map { member($0, sinceMs: 0) }
        let causes = finder([]).causes(members, scopes: [])
        #expect(causes.count == 1 && causes[0].scope == .hall && causes[0].members.count == topology.trays.count)
        #expect(causes[0].hit == topology.gpuCount)
    }
}
