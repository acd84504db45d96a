// What has been learned of a page's hosts and GPUs up to some line. A value: segments keep the state behind them, so a copy costs
// one reference.

import Telemetry

/// Hosts and GPUs that a page has named so far. A federated page may name thousands.
struct PageFacts {
    static let hostLimit = 65_536
    static let gpuLimit = 262_144

    private struct Known {
        var hosts: [String] = []
        var gpus: [(host: Int, identity: GPUIdentity)] = []
        /// Addresses that stand for hosts on federated pages.
        var hostOfAddress: [String: String] = [:]
        /// Numbers of GPUs that are known by their lasting names alone.
        var ordinalOfUUID: [String: Int] = [:]
        // Small pages search; only large ones pay for tables.
        var hostNumbers: [String: Int] = [:]
        var gpuPlaces: Set<Int> = []
    }

    /// Changed only by whoever holds it alone.
    private final class Shared: @unchecked Sendable {
        var known: Known

        init(_ known: Known) { self.known = known }
    }

    private static let nothing = Shared(Known())
    private var shared = Self.nothing
    private var digest: UInt64 = 0xCBF2_9CE4_8422_2325

    /// Changes with everything that is learned: on one page, equal stamps mean equal facts.
    var stamp: UInt64 { digest }
    var hosts: [String] { shared.known.hosts }
    var gpus: [(host: Int, identity: GPUIdentity)] { shared.known.gpus }

    /// Equal facts lead to equal series from equal heads.
    func hash(into hasher: inout Hasher) { hasher.combine(digest) }

    /// The number of a host, new if need be; nil if there are too many.
    mutating func host(_ name: String) -> Int? {
        if let index = index(ofHost: name) { return index }
        guard hosts.count < Self.hostLimit else { return nil }
        let count = change { known in
            known.hosts.append(name)
            let count = known.hosts.count
            if count == 9 { for (index, host) in known.hosts.enumerated() { known.hostNumbers[host] = index } }
            if count > 9 { known.hostNumbers[name] = count - 1 }
            return count
        }
        note(1, name)
        return count - 1
    }

    func knows(gpu ordinal: Int, host: Int) -> Bool {
        gpus.count <= 16
            ? gpus.contains { $0.host == host && $0.identity.ordinal == ordinal }
            : shared.known.gpuPlaces.contains(host << 16 | ordinal)
    }

    mutating func add(_ identity: GPUIdentity, host: Int) {
        guard gpus.count < Self.gpuLimit else { return }
        change { known in
            known.gpus.append((host, identity))
            let count = known.gpus.count
            if count == 17 { for gpu in known.gpus { known.gpuPlaces.insert(gpu.host << 16 | gpu.identity.ordinal) } }
            if count > 17 { known.gpuPlaces.insert(host << 16 | identity.ordinal) }
        }
        var hasher = Hasher()
        hasher.combine(host)
        hasher.combine(identity)
        digest = (digest ^ UInt64(bitPattern: Int64(hasher.finalize()))) &* 0x100_0000_01B3
    }

    mutating func remember(address: String, host: String) {
        guard self.host(ofAddress: address) != host, shared.known.hostOfAddress.count < Self.hostLimit else { return }
        change { $0.hostOfAddress[address] = host }
        note(2, address)
        note(3, host)
    }

    /// Some hosts or GPUs are known by what other lines say of them.
    var refers: Bool { !shared.known.hostOfAddress.isEmpty || !shared.known.ordinalOfUUID.isEmpty }

    /// The number of a host that is known.
    func index(ofHost name: String) -> Int? {
        hosts.count <= 8 ? hosts.firstIndex(of: name) : shared.known.hostNumbers[name]
    }

    func host(ofAddress address: String) -> String? { shared.known.hostOfAddress[address] }

    mutating func remember(uuid: String, ordinal: Int) {
        guard self.ordinal(ofUUID: uuid) != ordinal, shared.known.ordinalOfUUID.count < Self.gpuLimit else { return }
        change { $0.ordinalOfUUID[uuid] = ordinal }
        note(4 + ordinal, uuid)
    }

    func ordinal(ofUUID uuid: String) -> Int? { shared.known.ordinalOfUUID[uuid] }

    private mutating func change<Result>(_ body: (inout Known) -> Result) -> Result {
        if !isKnownUniquelyReferenced(&shared) { shared = Shared(shared.known) }
        return body(&shared.known)
    }

    private mutating func note(_ kind: Int, _ text: String) {
        for byte in text.utf8 { digest = (digest ^ UInt64(byte)) &* 0x100_0000_01B3 }
        digest = (digest ^ UInt64(UInt32(truncatingIfNeeded: kind)) ^ 0xFF00) &* 0x100_0000_01B3
    }
}
