// The lines of a dump: one per slot, metric and place, with what is known of it. A place of which nothing is known has no value.

import Facility
import Foundation
import Storage
import Telemetry

struct DumpTable {
    private let options: DumpOptions
    private let metrics: [MetricID]
    private let catalogue: Catalogue
    private var rows: [String] = []
    private var slots = 0
    private var filter: Filter?

    init(_ options: DumpOptions, _ catalogue: Catalogue) throws(UserError) {
        self.options = options
        self.catalogue = catalogue
        var metrics: [MetricID] = []
        for name in options.metrics {
            guard let metric = catalogue.metric(named: name) else {
                throw UserError(
                    "no metric \"\(name)\"; known: \(catalogue.metrics.map(\.name).joined(separator: ", "))")
            }
            metrics.append(metric)
        }
        guard !metrics.isEmpty else { throw UserError("no metric; write for example `vigie dump power_watts`") }
        self.metrics = metrics
        if let text = options.filter {
            do throws(FilterError) { filter = try Filter(text, FilterVocabulary(catalogue: catalogue)) } catch {
                throw UserError("--filter: \(error.description)")
            }
        }
    }

    /// Whether no slot was added.
    var isEmpty: Bool { slots == 0 }

    /// The selected place stands in one of these halls.
    func check(_ topologies: [Topology]) throws(UserError) {
        guard let select = options.select, !topologies.contains(where: { $0.place(at: select) != nil }) else { return }
        throw UserError("no place \"\(select)\" here; a place is written B, A01, A01/t07 or A01/t07/g2")
    }

    mutating func add(_ snapshot: Snapshot) {
        let places = places(snapshot.topology)
        slots += 1
        let matches = filter.map { $0.matches(in: FilterSource(snapshot)) }
        for metric in metrics {
            for place in places {
                if let matches, !matches.contains(place, in: snapshot.topology) { continue }
                let rollUp = matches == nil ? snapshot.rollUp(metric, place) : fold(metric, place, snapshot, matches!)
                rows.append(row(snapshot, metric, place, rollUp))
            }
        }
    }

    /// Only what the filter means.
    private func fold(_ metric: MetricID, _ place: Place, _ snapshot: Snapshot, _ matches: FilterMatches) -> RollUp {
        let topology = snapshot.topology
        var rollUp = RollUp()
        let trays: Range<Int>
        switch place {
        case .hall: trays = topology.trays.indices
        case .row(let row): trays = topology.rows[row].trays
        case .rack(let rack): trays = topology.racks[rack].trays
        case .tray(let tray): trays = tray..<tray + 1
        case .gpu(let gpu): return snapshot.rollUp(metric, .gpu(gpu))
        }
        for tray in trays {
            if snapshot.catalogue[metric].entity == .tray {
                if matches.contains(.tray(tray), in: topology) { rollUp.merge(snapshot.rollUp(metric, .tray(tray))) }
                continue
            }
            for gpu in topology.trays[tray].gpus where matches.gpus[gpu] {
                rollUp.merge(snapshot.rollUp(metric, .gpu(gpu)))
            }
        }
        return rollUp
    }

    /// The places of the level within the selected one; that one itself where the level is no finer.
    private func places(_ topology: Topology) -> [Place] {
        var selected = Place.hall
        if let select = options.select {
            // A hall of before may not have had it.
            guard let place = topology.place(at: select) else { return [] }
            selected = place
        }
        let levels: [Level] = [.hall, .row, .rack, .tray, .gpu]
        let depth: Int
        var racks = topology.racks.indices, trays = topology.trays.indices, gpus = 0..<topology.gpuCount
        switch selected {
        case .hall: depth = 0
        case .row(let row):
            depth = 1
            (racks, trays, gpus) = (topology.rows[row].racks, topology.rows[row].trays, topology.rows[row].gpus)
        case .rack(let rack):
            depth = 2
            (trays, gpus) = (topology.racks[rack].trays, topology.racks[rack].gpus)
        case .tray(let tray): (depth, gpus) = (3, topology.trays[tray].gpus)
        case .gpu: depth = 4
        }
        guard levels.firstIndex(of: options.level) ?? 0 > depth else { return [selected] }
        switch options.level {
        case .hall: return [.hall]
        case .row: return topology.rows.indices.map { .row($0) }
        case .rack: return racks.map { .rack($0) }
        case .tray: return trays.map { .tray($0) }
        case .gpu: return gpus.map { .gpu($0) }
        }
    }

    private func row(_ snapshot: Snapshot, _ metric: MetricID, _ place: Place, _ rollUp: RollUp) -> String {
        let name = catalogue[metric].name, path = snapshot.topology.path(place)
        let known = rollUp.count > 0
        // Values are known in 24 bits; a mean printed longer would lie beside the least and the greatest that it came from.
        let mean = Float(rollUp.mean)
        switch options.format {
        case .csv:
            let numbers = known ? "\(mean),\(rollUp.min),\(rollUp.max),\(rollUp.count)" : ",,,0"
            return "\(CSVExport.time(snapshot.moment)),\(name),\(CSVExport.field(path)),\(numbers)\n"
        case .json:
            let numbers =
                known
                ? "\"mean\":\(Self.json(mean)),\"min\":\(Self.json(rollUp.min)),\"max\":\(Self.json(rollUp.max))"
                : "\"mean\":null,\"min\":null,\"max\":null"
            return
                "{\"time\":\"\(CSVExport.time(snapshot.moment))\",\"metric\":\"\(name)\",\"place\":\(Self.json(path)),\(numbers),\"count\":\(rollUp.count)}"
        case .openmetrics:
            guard known else { return "" }
            let text = "vigie_\(name){place=\"\(OpenMetricsExport.escaped(path))\"}"
            return
                "\(text) \(mean.isFinite ? "\(mean)" : OpenMetricsExport.number(rollUp.mean)) \(OpenMetricsExport.seconds(snapshot.moment.milliseconds))\n"
        }
    }

    /// JSON has no word for what is beyond all numbers: a text, as Prometheus writes it.
    private static func json(_ value: Float) -> String {
        value.isFinite ? "\(value)" : "\"\(OpenMetricsExport.number(Double(value)))\""
    }

    private static func json(_ text: String) -> String {
        guard let data = try? JSONEncoder().encode(text) else { return "\"\"" }
        return String(decoding: data, as: UTF8.self)
    }

    var text: String {
        switch options.format {
        case .csv: "time,metric,place,mean,min,max,count\n" + rows.joined()
        case .json: "[" + rows.joined(separator: ",\n") + "]\n"
        // Series by series, as the format wants it.
        case .openmetrics: rows.sorted { Self.series($0) < Self.series($1) }.joined() + "# EOF\n"
        }
    }

    private static func series(_ row: String) -> Substring { row.prefix { $0 != "}" } }
}
