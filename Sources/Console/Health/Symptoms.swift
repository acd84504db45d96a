// The conditions that turn a reporting GPU's numbers into a mark. Thresholds only; grouping is `Health`'s work.

import Storage
import Telemetry

/// Default marks of the domain, read from one snapshot.
struct Symptoms {
    /// Codes that ask for a reset, a reboot or a repair; application errors and notes are left out.
    /// Source: NVIDIA Xid catalogue (docs.nvidia.com/deploy/xid-errors).
    static let seriousXIDs: Set<Int> = Set([46, 48, 54, 61, 62, 64, 74, 79, 94, 95, 109, 119, 120, 136, 140, 142, 143])
        .union(144...151).union([154, 155, 156, 157, 158, 166, 167, 168, 169, 170, 171, 172, 110])

    /// Bits of the clock event mask that mean a complaint: HW slowdown, SW and HW thermal, HW power brake.
    static let brakeBits: UInt32 = 0x8 | 0x20 | 0x40 | 0x80
    /// Thermal margin at or below this is hot.
    static let marginCelsius: Float = 5
    /// Without a margin, the core temperature above this is hot.
    static let hotCelsius: Float = 85
    /// Corrected errors in ten slots that make a storm (about 1,000 an hour).
    static let stormErrors: Float = 3

    let snapshot: Snapshot

    /// The worst mark of a GPU whose state is already known to count.
    func mark(gpu: Int) -> Mark {
        if let code = xid(gpu: gpu), Self.seriousXIDs.contains(code) { return .fault }
        let doubleBit = snapshot.value(.eccDoubleBit, gpu)
        if doubleBit > 0 || isStorm(gpu: gpu) { return .memoryError }
        let margin = snapshot.value(.tempMarginCelsius, gpu)
        if margin <= Self.marginCelsius { return .hot }
        if margin.isNaN, snapshot.value(.tempCelsius, gpu) > Self.hotCelsius { return .hot }
        if snapshot.value(.nvlinkLinksDown, gpu) > 0 { return .link }
        if clockBits(gpu: gpu) & Self.brakeBits != 0 { return .throttled }
        return .none
    }

    /// The last XID, nil if none is known or it is zero. A lost GPU keeps its last one.
    func xid(gpu: Int) -> Int? {
        guard let last = snapshot.lastKnown(.xid, gpu)?.value, last >= 1, last < 10_000 else { return nil }
        return Int(last)
    }

    /// The clock event mask, 0 if unknown.
    func clockBits(gpu: Int) -> UInt32 {
        let value = snapshot.value(.clockEvents, gpu)
        return value >= 0 && value < 4e9 ? UInt32(value) : 0
    }

    private func isStorm(gpu: Int) -> Bool {
        let now = snapshot.value(.eccSingleBit, gpu)
        guard now > Self.stormErrors else { return false }
        let past = snapshot.history(.eccSingleBit, gpu, slots: 11)
        guard let first = past.first(where: { !$0.isNaN }) else { return false }
        return now - first >= Self.stormErrors
    }
}
