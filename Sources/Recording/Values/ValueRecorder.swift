// A recording of canonical values alone, moment by moment: no page, no counter, no rule stands behind them, and none is made up (unsafe:
// rounds a column in place). Values are at the declared precision, as those of every recording.

import Facility
import Storage
import Telemetry

/// Used by one thread. It holds one moment and the span that is being written.
public final class ValueRecorder {
    /// Values that the frames of an open span may come to: a huge hall has shorter spans.
    static let spanValues = 64 << 20

    private let topology: Topology
    private let catalogue: Catalogue
    private let recorder: Recorder
    private let mode: String
    /// By metric, nil where none was told.
    private var columns: [ValueColumn?]
    private var order = ColumnOrder()
    /// Metrics of the moment that is being filled, in the order in which they were told.
    private var told: [MetricID] = []
    private var states: ValueStates
    private var exported = Set<Int>()
    private var start = Timestamp(milliseconds: 0)
    private var stepMs: Int64 = 1_000

    /// - Parameters:
    ///   - values: of a moment, at most.
    ///   - mode: what the epochs say that they are of.
    public init(_ path: String, topology: Topology, catalogue: Catalogue, values: Int, mode: String)
        throws(RecordingError)
    {
        self.topology = topology
        self.catalogue = catalogue
        self.mode = mode
        var options = RecordingOptions()
        options.waits = true
        options.isExact = false
        options.spanSlots = max(4, min(options.spanSlots, Self.spanValues / max(1, values)))
        recorder = try Recorder(path, options)
        columns = Array(repeating: nil, count: catalogue.metrics.count)
        states = ValueStates(topology)
    }

    /// The moments that follow lie on another grid: an epoch of their own.
    ///
    /// - Parameter start: the beginning of slot 0.
    public func beginPart(start: Timestamp, stepMs: Int64) {
        self.start = start
        self.stepMs = stepMs
        states = ValueStates(topology)
        exported = []
        for key in columns.indices { columns[key]?.forget() }
        recorder.beginPart(isExact: false, mode: mode)
    }

    /// A value of the moment that is being filled.
    ///
    /// - Parameter entity: number of the GPU or tray, whichever the metric describes.
    /// - Returns: whether there was none.
    public func put(_ metric: MetricID, _ entity: Int, _ value: Float) -> Bool {
        let key = metric.index
        if columns[key] == nil {
            let isGPU = catalogue[metric].entity == .gpu
            columns[key] = ValueColumn(
                metric, catalogue[metric], entities: isGPU ? topology.gpuCount : topology.trays.count)
        }
        return columns[key]!.put(entity, value) { told.append(metric) }
    }

    /// The moment has all its values.
    ///
    /// - Parameter moment: the end of a slot, behind those that were closed.
    public func close(at moment: Timestamp) throws(RecordingError) {
        if case .stopped(let why) = recorder.status.phase { throw RecordingError(.full, why) }
        order.take(told)
        let front = topology.gpuCount + topology.trays.count
        for metric in told {
            exported.insert(metric.index)
            settle(metric.index, moment)
        }
        states.decide(at: moment, stepMs: stepMs)
        var values = states.gpus.states.map { Float($0.rawValue) } + states.trays.map { Float($0.rawValue) }
        var ages = [Int64](repeating: -1, count: front), held = [Int64](repeating: 0, count: front)
        for metric in order.metrics { columns[metric.index]?.add(to: &values, &ages, &held, moment, stepMs) }
        let state = MomentState(
            slot: Int((moment - start) / stepMs) - 1, statistics: Statistics(), gpus: states.gpus,
            trayStates: states.trays, targets: [], exported: exported, valueAges: ages, heldValues: held)
        let snapshot = values.withUnsafeBufferPointer {
            Snapshot(
                state, topology: topology, catalogue: catalogue, start: start, stepMs: stepMs, columns: order.metrics,
                values: $0, events: [], past: NoPast(attributes: nil, gpus: []))
        }
        recorder.didClose(snapshot)
        for metric in told { columns[metric.index]?.clear() }
        told.removeAll(keepingCapacity: true)
    }

    /// Writes what is there and closes the file.
    public func finish() throws(RecordingError) -> RecordingStatus {
        recorder.finish()
        if case .stopped(let why) = recorder.status.phase { throw RecordingError(.full, why) }
        return recorder.status
    }

    /// Rounds what was told of a metric, and notes who was told of.
    private func settle(_ key: Int, _ moment: Timestamp) {
        columns[key]?.round()
        guard let column = columns[key] else { return }
        for (entity, value) in column.values.enumerated() where !value.isNaN {
            if column.isGPU { states.sawGPU(entity, at: moment) } else { states.sawTray(entity, at: moment) }
        }
    }
}
