// The core: batches in, a snapshot per closed slot out. Owned by one thread; readers only ever see snapshots.
// It reads no clock: every moment is an argument.

import Facility
import Telemetry

/// Hot planes of the newest slots, states, roll-ups and the event log of one hall.
public final class Store {
    /// A slot closes this share of a step after its end.
    static let closingDelay = 0.3
    static let hallSlots = 3_600
    /// A sample may come this many slots before its slot is the next to close.
    static let slotsAhead = 16
    /// Slots in a sealed block, and over how many slots its sealing is spread.
    static let blockSlots = 32
    static let sealingSlots = 28
    /// The same for blocks of longer steps, which have more time.
    static let longSealingSlots = 192
    /// Frames kept to be written again.
    static let spareLimit = blockSlots + 4
    /// Steps of at least so many slots end rarely enough for sealing to pause then: 28 of a block's 32 slots are left for 28 shares at least.
    static let rareStepSlots = 10
    /// After an unobserved span it takes this long until a state can be said to have begun when it was found.
    static let blindMs: Int64 = 10_000
    /// Span over which rates of the stream are averaged: one interval of slow targets, so that they do not flicker.
    static let rateMs: Int64 = 15_000

    /// The inventory in force; `adopt` changes it.
    public internal(set) var topology: Topology
    /// The metrics that values are kept for, fixed for the store's life.
    public let catalogue: Catalogue
    /// Beginning of slot 0.
    public let start: Timestamp
    /// Length of a slot, 100 to 60,000.
    public let stepMs: Int64
    /// The newest snapshot; before any slot is closed, the empty hall.
    public internal(set) var snapshot: Snapshot
    /// Hosts that pages named and the topology has no place for, with the GPUs seen; cleared by `adopt`.
    public internal(set) var discovered: [String: Int] = [:]
    /// A page turned out to be of another host than its target's address let expect, so that one may not exist; cleared by `adopt`
    /// and by whoever looked.
    public var hasMoved = false
    /// Told by whoever schedules the scrapes.
    public var missedScrapes = 0

    /// Hears what is taken in and every slot that closes; a recording.
    @exclusivity(unchecked) public weak var observer: (any StoreObserver)?

    let hotSlots: Int
    var layout: FrameLayout
    @exclusivity(unchecked) var records: [TargetRecord]
    /// How much of the past is kept, and the memory it may take.
    public let retention: Retention
    /// Every slot: frames of the newest, blocks of the older ones.
    let raw: TrackRing
    /// Longer steps, finest first.
    var levels: [RollUpRing]
    /// The newest slot folded up the topology.
    var fold: PlaceFold
    /// Number of the inventory that today's entities belong to.
    var epoch: UInt32 = 0
    var epochs: [UInt32: EpochMap] = [:]
    @exclusivity(unchecked) var open = OpenFrames()
    var spare: [SlotFrame] = []
    @exclusivity(unchecked) var closed = -1
    /// The end of the newest span that nobody observed; nil if all was.
    var observedSince: Timestamp?
    /// How long that span was.
    var unobservedMs: Int64 = 0
    /// Newest real number of every offset, and the slot it came from. Snapshots hold them too: closing a slot makes them anew.
    var lastValues: SlotFrame
    var lastSlots: SlotFrame
    @exclusivity(unchecked) var gpus: GPUStates
    /// By tray, as the newest slot closed.
    var trayStates: [EntityState]
    var trayTargets: [[Int]]
    /// Those that read GPUs of several trays.
    var manyTrayTargets: [Int] = []
    /// The target that feeds a tray's GPUs, and the one that feeds its host metrics; -1 unknown.
    @exclusivity(unchecked) var gpuTarget: [Int]
    var hostTarget: [Int]
    var events = EventLog()
    var attributes: AttributeLog
    var hall: [HallSlot] = []
    var exported = Set<Int>()
    /// Those of the slots before, to be used again once no snapshot holds them.
    var retired: [(SlotFrame, SlotFrame)] = []
    var statistics = Statistics()
    @exclusivity(unchecked) var tallies = SlotTallies()
    var routeSets = RouteSets()

    /// - Parameters:
    ///   - start: the beginning of slot 0.
    ///   - stepMs: the length of a slot, 100 to 60,000.
    ///   - hotSlots: newest closed slots kept as frames, besides those that wait to be sealed.
    ///   - retention: how much of the past is kept in memory.
    public init(
        topology: Topology, catalogue: Catalogue, targets: [TargetDescription], start: Timestamp, stepMs: Int64 = 1000,
        hotSlots: Int = 60, retention: Retention = Retention()
    ) {
        self.topology = topology
        self.catalogue = catalogue
        self.start = start
        self.stepMs = max(100, min(60_000, stepMs))
        self.hotSlots = max(2, hotSlots)
        layout = FrameLayout(topology: topology, catalogue: catalogue)
        records = targets.map { TargetRecord($0) }
        lastValues = SlotFrame(count: layout.count)
        lastValues.fill(Absence.missing.float)
        lastSlots = SlotFrame(count: layout.count)
        lastSlots.fill(0)
        gpus = GPUStates(count: topology.gpuCount)
        trayStates = topology.trays.map { _ in .neverSeen }
        trayTargets = []
        gpuTarget = []
        hostTarget = []
        self.retention = retention
        attributes = AttributeLog(gpus: topology.gpuCount)
        raw = TrackRing(
            start: start, stepMs: Int(self.stepMs), blockSlots: Self.blockSlots, keepSlots: self.hotSlots,
            limitSlots: Int(retention.rawMs / self.stepMs), limitBytes: retention.rawLimitBytes)
        levels = retention.levels(topology, start: start, stepMs: Int(self.stepMs))
        fold = PlaceFold(topology)
        snapshot = Snapshot(empty: topology, catalogue: catalogue, start: start, stepMs: self.stepMs)
        linkTargets()
        statistics.targetsTotal = records.count
        shapeRings()
        snapshot = makeSnapshot()
    }

    /// Takes the end of one scrape; a failure only changes its target's health, and an unknown target nothing.
    public func accept(_ result: ScrapeResult) {
        switch result {
        case .page(let batch): accept(batch)
        case .failed(let target, let time, let failure):
            observer?.willAccept(result)
            accept(failure, target: target, time: time)
        }
    }

    private func accept(_ failure: ScrapeFailure, target: Int, time: Timestamp) {
        guard records.indices.contains(target) else { return }
        records[target].status.failure = failure
        records[target].status.failures += 1
    }

    /// The slot that a moment falls into.
    func slot(of time: Timestamp) -> Int {
        // A stamp may be any number.
        let offset = max(time - start, -(1 << 60))
        return Int(offset >= 0 ? offset / stepMs : (offset - stepMs + 1) / stepMs)
    }

    /// The end of a slot.
    func end(of slot: Int) -> Timestamp { start + Int64(slot + 1) * stepMs }

    func frame(of slot: Int) -> SlotFrame {
        if let frame = open[slot] { return frame }
        let frame = takeFrame()
        frame.fill(SlotFrame.untouched)
        open.add(frame, slot: slot)
        return frame
    }

    /// A frame to write to: a retired one that no snapshot holds any more, else a new one.
    func takeFrame() -> SlotFrame {
        while !spare.isEmpty {
            var frame = spare.removeLast()
            if frame.count == layout.count, isKnownUniquelyReferenced(&frame) { return frame }
        }
        return SlotFrame(count: layout.count)
    }

    /// Which targets read which tray, by name until a page says better.
    func linkTargets() {
        trayTargets = Array(repeating: [], count: topology.trays.count)
        gpuTarget = Array(repeating: -1, count: topology.trays.count)
        hostTarget = Array(repeating: -1, count: topology.trays.count)
        for index in records.indices {
            let description = records[index].status.description
            let tray = topology.tray(ofHost: description.labels["host"] ?? description.address)
            records[index].status.tray = tray
            if let tray { trayTargets[tray].append(index) }
        }
        trayStates = topology.trays.indices.map { trayState($0) }
    }
}
