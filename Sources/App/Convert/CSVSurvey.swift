// What a CSV is about, learned by going through it once: places, their order, metrics and times. Values are not kept.

import Facility
import Telemetry

/// What must be known before the first moment is written.
struct CSVSurvey {
    /// Values of one moment, at most.
    static let valueLimit = 4_000_000
    /// Moments at most: four months of seconds.
    static let momentLimit = 10_000_000

    private(set) var places: CSVPlaces
    let topology: Topology
    let parts: [CSVGrid.Part]
    /// Of a moment, states included.
    let values: Int

    init(_ path: String, _ catalogue: Catalogue) throws(UserError) {
        var reader = try CSVReader(path, catalogue)
        var places = CSVPlaces(path), order = CSVRackOrder(), grid = CSVGrid(path), metrics = Set<MetricID>()
        var time: Timestamp?
        while let row = try reader.next(&places) {
            if row.time != time {
                time = row.time
                try grid.add(row.time)
                guard grid.count <= Self.momentLimit else {
                    throw UserError("\(path): more than \(Self.momentLimit) moments; cut it into several files")
                }
            }
            metrics.insert(row.metric)
            order.note(row, rack: places.rackOf[row.place])
        }
        guard time != nil else {
            throw reader.nothing
        }
        try grid.finish()
        parts = grid.parts
        self.places = places
        topology = CSVFloor.topology(places, order)
        let (gpus, trays) = (topology.gpuCount, topology.trays.count)
        values = metrics.reduce(gpus + trays) { $0 + (catalogue[$1].entity == .gpu ? gpus : trays) }
        guard values <= Self.valueLimit else {
            throw UserError(
                "\(path): a moment would have \(values) values, more than \(Self.valueLimit); cut it into several files"
            )
        }
    }
}
