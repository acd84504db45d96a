// The hall at one moment, immutable: what every view reads. Made by the store when a slot closes, shared by reference.

import Facility
import Telemetry

/// Values, states, roll-ups, targets and events as of the newest closed slot.
public final class Snapshot: Sendable {
    /// The inventory that every number of an entity belongs to.
    public let topology: Topology
    /// The metrics that values are kept for; `MetricID` counts in it.
    public let catalogue: Catalogue
    /// Beginning of slot 0.
    public let start: Timestamp
    /// Length of a slot, 100 to 60,000.
    public let stepMs: Int64
    /// End of the newest closed slot; `start` if there is none.
    public let moment: Timestamp
    /// Number of the newest closed slot, -1 if there is none.
    public let slot: Int
    /// Health of every target, by target number.
    public let targets: [TargetStatus]
    /// Newest last; bounded.
    public let events: EventLog
    /// Figures of the stream up to the moment.
    public let statistics: Statistics
    let layout: FrameLayout
    let past: Past
    let lastValues: SlotFrame
    let lastSlots: SlotFrame
    let gpus: GPUStates
    let trayStates: [EntityState]
    /// By column and place: racks, rows, the hall.
    let rollUps: [RollUp]
    /// Medians and 95th percentiles, in the same order.
    let quantiles: [SIMD2<Float>]
    let states: [StateCounts]
    let hall: [HallSlot]
    let pages: [NewestPage]
    let trayTargets: [[Int]]
    let exported: Set<Int>
    /// Who and what stood where, and from when on.
    public let attributes: AttributeLog
    /// Where a replay finds what lies before its slot and its pages; nil for a live hall.
    let replay: (any SnapshotPast)?

    init(
        topology: Topology, catalogue: Catalogue, start: Timestamp, stepMs: Int64, slot: Int, moment: Timestamp,
        layout: FrameLayout, past: Past, lastValues: SlotFrame, lastSlots: SlotFrame, gpus: GPUStates,
        trayStates: [EntityState], rollUps: [RollUp], quantiles: [SIMD2<Float>], states: [StateCounts],
        hall: [HallSlot], targets: [TargetStatus],
        pages: [NewestPage], trayTargets: [[Int]], events: EventLog, statistics: Statistics, exported: Set<Int>,
        attributes: AttributeLog, replay: (any SnapshotPast)? = nil
    ) {
        self.topology = topology
        self.catalogue = catalogue
        self.start = start
        self.stepMs = stepMs
        self.slot = slot
        self.moment = moment
        self.layout = layout
        self.past = past
        self.lastValues = lastValues
        self.lastSlots = lastSlots
        self.gpus = gpus
        self.trayStates = trayStates
        self.rollUps = rollUps
        self.quantiles = quantiles
        self.states = states
        self.hall = hall
        self.targets = targets
        self.pages = pages
        self.trayTargets = trayTargets
        self.events = events
        self.statistics = statistics
        self.exported = exported
        self.attributes = attributes
        self.replay = replay
    }

    /// A hall that nothing is known of.
    convenience init(empty topology: Topology, catalogue: Catalogue, start: Timestamp, stepMs: Int64) {
        let none = SlotFrame(count: 0)
        self.init(
            topology: topology, catalogue: catalogue, start: start, stepMs: stepMs, slot: -1, moment: start,
            layout: FrameLayout(topology: topology, catalogue: catalogue),
            past: Past(raw: TrackHistory(start: start, stepMs: Int(stepMs)), levels: []), lastValues: none,
            lastSlots: none,
            gpus: GPUStates(count: topology.gpuCount), trayStates: topology.trays.map { _ in .neverSeen }, rollUps: [],
            quantiles: [],
            states: [], hall: [], targets: [], pages: [], trayTargets: topology.trays.map { _ in [] },
            events: EventLog(),
            statistics: Statistics(), exported: [],
            attributes: AttributeLog(gpus: topology.gpuCount))
    }

    /// The value that holds at the moment, else the NaN of an `Absence`.
    ///
    /// - Parameter entity: index of the GPU or tray, whichever the metric describes.
    public func value(_ metric: MetricID, _ entity: Int) -> Float {
        guard let frame = past.raw.frame(slot) else { return Absence.missing.float }
        return frame[layout.start(metric) + entity]
    }

    /// The newest real number ever seen, with its age at the moment.
    public func lastKnown(_ metric: MetricID, _ entity: Int) -> (value: Float, ageMs: Int64)? {
        let offset = layout.start(metric) + entity
        let value = lastValues[offset], from = lastSlots[offset]
        guard value == value, let from = SlotFrame.slot(from) else {
            // Looking back, what came and went since then hides what was known before.
            return statistics.isOfNewest ? lastOfPast(metric, entity) : nil
        }
        return (value, max(0, Int64(slot - from)) * stepMs)
    }

    /// The state at the moment; `gpu` must be a number of the topology.
    public func gpuState(_ gpu: Int) -> EntityState { gpus.states[gpu] }

    /// Since when the GPU is in its state, nil if it never changed.
    public func gpuStateSince(_ gpu: Int) -> Timestamp? { gpus.since[gpu] }

    /// Milliseconds since a page last named the GPU, nil if none ever did.
    public func gpuAgeMs(_ gpu: Int) -> Int64? {
        switch gpus.lastSeenMs[gpu] {
        case .min: nil
        case Self.soughtMs: soughtAgeMs(gpu)
        case let seen: max(0, moment.milliseconds - seen)
        }
    }

    /// The state of the tray's GPU target, else of its host target.
    public func trayState(_ tray: Int) -> EntityState { trayStates[tray] }

    /// What the last page said of the GPU's labels, nil if none named it.
    public func identity(_ gpu: Int) -> GPUIdentity? { gpus.identities[gpu] }

    /// Whether any page ever carried the metric.
    public func isExported(_ metric: MetricID) -> Bool { exported.contains(metric.index) }

    /// Whether no target answered its last scrape; not so where there is none.
    public var isSilent: Bool { !targets.isEmpty && targets.allSatisfy { $0.failure != nil } }

    /// Indices into `targets`.
    public func targets(ofTray tray: Int) -> [Int] { trayTargets[tray] }

    /// The newest page of a target, catalogued series or not. It may be newer than `moment`.
    public func series(ofTarget target: Int) -> (table: SeriesTable, values: [Double])? {
        pages.indices.contains(target) ? pages[target].current : replay?.page(ofTarget: target)
    }
}
