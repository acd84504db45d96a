// Snapshots to columns and back: the fields in the order that docs/recording-format.md lists.

import Facility
import Storage
import Telemetry

extension SlotState {
    static func columns(_ gpus: GPUStates) -> [[Int64]] {
        [
            gpus.states.map { Int64($0.rawValue) }, gpus.since.map { $0?.milliseconds ?? none }, gpus.lastSeenMs,
            gpus.absences.map { Int64($0) }, gpus.xids.map { Int64($0) },
        ]
    }

    static func columns(_ targets: [TargetStatus], _ pageTimes: [Int64], _ words: inout Words) -> [[Int64]] {
        [
            targets.map { Int64($0.tray ?? -1) }, targets.map { Int64($0.state.rawValue) },
            targets.map { $0.since?.milliseconds ?? none },
            targets.map { words.number($0.failure.map(FailureText.write)) },
            targets.map { $0.lastSuccess?.milliseconds ?? none }, targets.map { Int64($0.lastDurationMs ?? -1) },
            targets.map { Int64($0.bytes ?? -1) }, targets.map { Int64($0.series) }, targets.map { Int64($0.badLines) },
            targets.map { words.number($0.firstBadLine) }, targets.map { $0.learnedIntervalMs ?? none },
            targets.map { Int64($0.scrapes) }, targets.map { Int64($0.failures) }, pageTimes,
            targets.map { Int64($0.page.unknownFamilies) }, targets.map { Int64($0.page.droppedSeries) },
            targets.map { Int64($0.page.addedSeries) }, targets.map { $0.page.printsPercent ? 1 : 0 },
        ]
    }

    static func row(_ totals: Statistics) -> [Int64] {
        [
            Int64(bitPattern: totals.samplesPerSecond.bitPattern),
            Int64(bitPattern: (totals.bytesPerSecond ?? .nan).bitPattern),
            Int64(totals.targetsUp), Int64(totals.targetsTotal), Int64(totals.latePages), Int64(totals.outOfOrder),
            Int64(totals.missedScrapes), totals.lagMs,
        ]
    }

    /// The highest number of a word that it refers to, 0 if there is none.
    var namedWords: Int64 {
        [gpus[Self.identityColumn], targets[3], targets[9]].map { $0.values.max() ?? 0 }.max() ?? 0
    }

    /// Every target stands at a tray of the hall, or at none.
    var namesTrays: Bool { targets[0].stays(within: -1..<Int64(trays[0].count)) }

    /// When the newest page of a target was taken, nil if none came.
    func pageTime(ofTarget target: Int) -> Timestamp? { time(targets[13][target]) }

    /// The state of the slot that was decoded last.
    ///
    /// - Parameters:
    ///   - descriptions: the targets of the epoch.
    ///   - identities: what the column of identities says, by GPU.
    func state(
        slot: Int, descriptions: [TargetDescription], words: Words, identities: [GPUIdentity?]
    ) -> MomentState {
        var gpuStates = GPUStates(count: gpus[0].count)
        gpuStates.states = gpus[0].values.map(entityState)
        gpuStates.since = gpus[1].values.map(time)
        gpuStates.lastSeenMs = gpus[2].values
        gpuStates.absences = gpus[3].values.map { UInt8(clamping: $0) }
        gpuStates.xids = gpus[4].values.map { Int32(clamping: $0) }
        gpuStates.identities = identities
        return MomentState(
            slot: slot, statistics: statistics, gpus: gpuStates, trayStates: trays[0].values.map(entityState),
            targets: descriptions.indices.map { status($0, descriptions[$0], words) },
            exported: Set((0..<exported.count).filter { exported[$0] == 1 }), valueAges: ages.values,
            heldValues: lastValues.values)
    }

    private func status(_ index: Int, _ description: TargetDescription, _ words: Words) -> TargetStatus {
        var status = TargetStatus(description: description)
        func value(_ column: Int) -> Int64 { targets[column][index] }
        status.tray = value(0) < 0 ? nil : Int(value(0))
        status.state = entityState(value(1))
        status.since = time(value(2))
        status.failure = words[value(3)].map(FailureText.read)
        status.lastSuccess = time(value(4))
        status.lastChange = lastChange(index, newest: status.lastSuccess)
        status.lastDurationMs = value(5) < 0 ? nil : Int(value(5))
        status.bytes = value(6) < 0 ? nil : Int(value(6))
        status.series = Int(value(7))
        status.badLines = Int(value(8))
        status.firstBadLine = words[value(9)]
        status.learnedIntervalMs = value(10) == Self.none ? nil : value(10)
        status.scrapes = Int(value(11))
        status.failures = Int(value(12))
        status.page = TargetPage(
            unknownFamilies: Int(value(14)), droppedSeries: Int(value(15)), addedSeries: Int(value(16)),
            printsPercent: value(17) == 1)
        return status
    }

    private var statistics: Statistics {
        let row = totals.values
        var totals = Statistics()
        totals.samplesPerSecond = Double(bitPattern: UInt64(bitPattern: row[0]))
        let bytesPerSecond = Double(bitPattern: UInt64(bitPattern: row[1]))
        totals.bytesPerSecond = bytesPerSecond.isNaN ? nil : bytesPerSecond
        totals.targetsUp = Int(row[2])
        totals.targetsTotal = Int(row[3])
        totals.latePages = Int(row[4])
        totals.outOfOrder = Int(row[5])
        totals.missedScrapes = Int(row[6])
        totals.lagMs = row[7]
        return totals
    }

    private func entityState(_ value: Int64) -> EntityState {
        EntityState(rawValue: UInt8(clamping: value)) ?? .neverSeen
    }

    private func time(_ value: Int64) -> Timestamp? { value == Self.none ? nil : Timestamp(milliseconds: value) }
}
