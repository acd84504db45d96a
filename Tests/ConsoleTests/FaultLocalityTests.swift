// Every kind of fault in a hall against the same hall without it: at every zoom only cells of the struck places differ.

import Console
import Facility
import Screen
import Simulator
import Storage
import Telemetry
import Testing

@testable import App

struct FaultLocalityTests {
    static let gpus = 576
    static let healthy = scene(.none).scene
    static let kinds = Scenario.allCases.filter { $0 != .none && $0 != .mixed }
    /// Faults that no GPU shows by its newest values alone: of hosts, or told by minutes. Their alarms are tested with the rules.
    static let unmarked: Set<Scenario> = [
        .leafFlap, .hostMemory, .diskFull, .clockWrong, .hostReboot, .storageHang, .memoryHot, .driverRollout, .slowGPU,
        .deadExporter, .jobHang,
    ]

    @Test func thereAreTwentyKindsAndMore() { #expect(Self.kinds.count >= 20) }

    @Test(arguments: kinds) func onlyStruckPlacesChange(_ kind: Scenario) throws {
        let (struck, hall) = Self.scene(kind)
        let topology = struck.snapshot.topology
        let trays = Set(hall.faults.flatMap(\.trays)), racks = Set(trays.map { topology.trays[$0].rack })
        let marked = topology.trays.indices.filter { struck.health.trayMarks[$0] > .none }
        #expect(trays.isSuperset(of: marked), "\(kind): \(marked.map { topology.path(tray: $0) })")
        if !Self.unmarked.contains(kind) { #expect(!marked.isEmpty, "\(kind) marks nothing") }
        for (width, height) in [(168, 50), (120, 40), (80, 24)] {
            let changed = Self.changes(struck, ConsoleState(), width, height)
            #expect(
                changed.allSatisfy { Self.rack($0, topology).map(racks.contains) ?? true }, "\(kind) \(width)x\(height)"
            )
            for rack in topology.racks.indices {
                let changed = Self.changes(struck, Self.state(.rack, rack, topology), width, height)
                let outside = changed.filter { Self.tray($0, topology).map { !trays.contains($0) } ?? false }
                #expect(outside.isEmpty, "\(kind) rack \(rack) \(width)x\(height): \(outside.prefix(3))")
            }
        }
        try lookAtTrays(kind, struck, hall)
    }

    /// The tray's own view: of a fault of one GPU the other three stay as they were.
    private func lookAtTrays(_ kind: Scenario, _ struck: Scene, _ hall: SyntheticHall) throws {
        let fault = try #require(hall.faults.first), topology = struck.snapshot.topology
        guard case .gpu(let gpu) = fault.place else { return }
        let tray = Int(topology.trayOfGPU[gpu])
        for other in topology.trays[tray].gpus where other != gpu {
            #expect(struck.health.gpuMarks[other] == Self.healthy.health.gpuMarks[other], "\(kind)")
            for metric in [MetricID.smActive, .powerWatts, .tempCelsius] {
                #expect(
                    struck.snapshot.value(metric, other).bitPattern
                        == Self.healthy.snapshot.value(metric, other).bitPattern, "\(kind)")
            }
        }
    }

    /// Places whose cells look different with the fault.
    private static func changes(_ struck: Scene, _ state: ConsoleState, _ width: Int, _ height: Int) -> Set<Place> {
        let new = Composer.compose(struck, state, width: width, height: height)
        let old = Composer.compose(healthy, state, width: width, height: height)
        let comparison = comparedColumns(new.canvas)
        var places = Set<Place>()
        for index in new.canvas.cells.indices where new.canvas.cells[index] != old.canvas.cells[index] {
            // A line of a panel stands elsewhere in the other picture; on the map both say the same place.
            let x = index % width, y = index / width
            if comparison.contains(x) { continue }
            guard case .select(let place)? = new.command(x: x, y: y), case .select(place)? = old.command(x: x, y: y)
            else { continue }
            places.insert(place)
        }
        return places
    }

    /// The rack's column that compares with the same height elsewhere: what it says changes with the others.
    private static func comparedColumns(_ canvas: Canvas) -> Range<Int> {
        let title = Array("±height".unicodeScalars)
        for y in 0..<min(4, canvas.height) {
            let row = (0..<canvas.width).map { canvas[$0, y].scalar }
            if let start = row.firstRange(of: title)?.lowerBound { return start..<start + title.count }
        }
        return 0..<0
    }

    private static func state(_ view: ViewName, _ rack: Int, _ topology: Topology) -> ConsoleState {
        var state = ConsoleState(view: view)
        state.selection.select(.rack(rack), in: topology)
        return state
    }

    private static func tray(_ place: Place, _ topology: Topology) -> Int? {
        switch place {
        case .gpu(let gpu): Int(topology.trayOfGPU[gpu])
        case .tray(let tray): tray
        default: nil
        }
    }

    private static func rack(_ place: Place, _ topology: Topology) -> Int? {
        if case .rack(let rack) = place { return rack }
        return tray(place, topology).map { topology.trays[$0].rack }
    }

    private static func scene(_ kind: Scenario) -> (scene: Scene, hall: SyntheticHall) {
        var options = DemoOptions()
        options.gpus = gpus
        options.scenario = kind
        let snapshot = OneShot.play(options, to: options.start + 90_000).snapshot
        let hall = SyntheticHall(
            topology: snapshot.topology, seed: options.seed, scenario: kind, start: options.start)
        return (Scene(snapshot: snapshot, health: Health(snapshot), mode: "demo"), hall)
    }
}
