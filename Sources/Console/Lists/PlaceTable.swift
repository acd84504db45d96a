// Places as rows and what is known of them as columns, filtered and sorted. What is not known stands last, whichever way.

import Alerting
import Facility
import Screen
import Storage
import Telemetry

/// The rows of the table view.
struct PlaceTable {
    let scene: Scene
    let columns: [TableColumn]
    let rows: [Place]

    init(_ scene: Scene, _ state: ConsoleState) {
        self.scene = scene
        let columns = Self.columns(scene, state)
        self.columns = columns
        let topology = scene.snapshot.topology
        var places: [Place]
        switch state.levels[.table] ?? .gpu {
        case .gpu: places = (0..<topology.gpuCount).map { .gpu($0) }
        case .tray: places = topology.trays.indices.map { .tray($0) }
        case .rack: places = topology.racks.indices.map { .rack($0) }
        case .row, .hall: places = topology.rows.indices.map { .row($0) }
        }
        if topology.gpuCount == 0, state.levels[.table] == .gpu { places = topology.trays.indices.map { .tray($0) } }
        if let matches = state.matches { places.removeAll { !matches.contains($0, in: topology) } }
        let list = state.lists[.table] ?? ListPosition()
        guard let column = list.sortColumn, column < columns.count else {
            rows = list.isReversed ? places.reversed() : places
            return
        }
        rows = Self.sorted(places, scene, columns[column], reversed: list.isReversed)
    }

    static func columns(_ scene: Scene, _ state: ConsoleState) -> [TableColumn] {
        let snapshot = scene.snapshot
        let isOfRacks =
            [.rack, .row, .hall].contains(state.levels[.table] ?? .gpu) && !scene.alerts.readiness.racks.isEmpty
        let fixed: [TableColumn] =
            [.place, .mark] + (isOfRacks ? [.ready, .planned, .installed, .reporting, .burntIn] : [])
        guard snapshot.topology.gpuCount > 0 else {
            return fixed + snapshot.catalogue.metrics(of: .tray).filter { snapshot.isExported($0) }.map { .metric($0) }
                + [.host]
        }
        if state.isFolded {
            let all = snapshot.catalogue.metrics(of: .gpu).filter { snapshot.isExported($0) }
            return fixed + [.age] + all.map { .metric($0) } + [.job, .host]
        }
        let main: [MetricID] = [
            HeatMetric.activity(of: snapshot), .tensorActive, .powerWatts, .tempCelsius, .memoryUsedRatio,
            .nvlinkBytesPerSecond, .xid,
        ]
        return fixed + main.map { .metric($0) } + [.age, .job, .host]
    }

    private static func sorted(_ places: [Place], _ scene: Scene, _ column: TableColumn, reversed: Bool) -> [Place] {
        if column.isNumber || column == .mark {
            // Greatest first: that is what one looks for.
            let keys = places.map { number(scene, column, $0) }
            let known = places.indices.filter { !keys[$0].isNaN }
                .sorted { keys[$0] != keys[$1] ? (keys[$0] > keys[$1]) != reversed : $0 < $1 }
            return (known + places.indices.filter { keys[$0].isNaN }).map { places[$0] }
        }
        let keys = places.map { word(scene, column, $0) }
        let known = places.indices.filter { !keys[$0].isEmpty }
            .sorted { keys[$0] != keys[$1] ? (keys[$0] < keys[$1]) != reversed : $0 < $1 }
        return (known + places.indices.filter { keys[$0].isEmpty }).map { places[$0] }
    }

    /// NaN where nothing is known.
    static func number(_ scene: Scene, _ column: TableColumn, _ place: Place) -> Double {
        let snapshot = scene.snapshot
        switch column {
        case .mark: return Double(scene.health.mark(place, in: snapshot.topology).rawValue)
        case .age:
            guard case .gpu(let gpu) = place, let age = snapshot.gpuAgeMs(gpu) else { return .nan }
            return Double(age)
        case .metric(let id):
            if case .gpu(let gpu) = place, snapshot.catalogue[id].entity == .gpu {
                return snapshot.gpuState(gpu).counts ? Double(snapshot.value(id, gpu)) : .nan
            }
            let rollUp = snapshot.rollUp(id, place)
            let metric = snapshot.catalogue[id]
            return (metric.unit == .watts ? Reduction.sum : Reduction(of: metric))(rollUp)
        case .ready, .planned, .installed, .reporting, .burntIn:
            return PlaceReadiness(scene, place)?.number(column) ?? .nan
        case .place, .job, .host, .deviation: return .nan
        }
    }

    static func word(_ scene: Scene, _ column: TableColumn, _ place: Place) -> String {
        let topology = scene.snapshot.topology
        switch column {
        case .place: return Sentence.name(place, topology)
        case .host:
            switch place {
            case .gpu(let gpu): return topology.trays[Int(topology.trayOfGPU[gpu])].host
            case .tray(let tray): return topology.trays[tray].host
            case .rack, .row, .hall: return ""
            }
        case .job:
            if case .gpu(let gpu) = place { return scene.snapshot.identity(gpu)?.job ?? "" }
            return Sentence.job(topology.gpus(of: place), scene.snapshot) ?? ""
        case .mark, .age, .deviation, .metric, .ready, .planned, .installed, .reporting, .burntIn: return ""
        }
    }

    /// What stands in a cell, and how it looks.
    func cell(_ column: TableColumn, _ place: Place) -> (String, Style) {
        let snapshot = scene.snapshot
        switch column {
        case .place: return (Self.word(scene, column, place), .text)
        case .job, .host: return (Self.word(scene, column, place), .dim)
        case .mark:
            let mark = scene.health.mark(place, in: snapshot.topology)
            if mark > .none { return ("\(mark.glyph) \(mark.word)", Style(mark.severity.role)) }
            if case .gpu(let gpu) = place { return (snapshot.gpuState(gpu).word, Style(.good)) }
            return ("calm", Style(.good))
        case .age:
            let age = Self.number(scene, column, place)
            return age.isNaN ? ("–", .dim) : (Figures.age(Int64(age)), .dim)
        case .metric(let id):
            if case .gpu(let gpu) = place, snapshot.catalogue[id].entity == .gpu, !snapshot.gpuState(gpu).counts {
                let last = snapshot.lastKnown(id, gpu).map {
                    Self.figure(Double($0.value), snapshot.catalogue[id].unit)
                }
                return (last ?? "–", Style(.faint))
            }
            let value = Self.number(scene, column, place)
            return (Self.figure(value, snapshot.catalogue[id].unit), value.isNaN ? .dim : .text)
        case .ready, .planned, .installed, .reporting, .burntIn:
            return PlaceReadiness(scene, place)?.cell(column) ?? ("–", .dim)
        case .deviation: return ("–", .dim)
        }
    }

    /// Masks in fixed columns of letters, so that they can be read downwards; all else as everywhere.
    private static func figure(_ value: Double, _ unit: Unit) -> String {
        guard unit == .bitmask, value >= 0 else { return Figures.value(value, unit) }
        return ClockMask(UInt32(min(value, 4e9))).letters
    }
}
