// What has been learned of a page's hosts and GPUs up to some line. A value: segments keep the state behind them.

import Telemetry

/// Hosts and GPUs that a page has named so far. A federated page may name thousands.
struct PageFacts {
    static let hostLimit = 65_536
    static let gpuLimit = 262_144

    private(set) var hosts: [String] = []
    private(set) var gpus: [(host: Int, identity: GPUIdentity)] = []
    /// Addresses that stand for hosts on federated pages.
    private var hostOfAddress: [String: String] = [:]
    /// Numbers of GPUs that are known by their lasting names alone.
    private var ordinalOfUUID: [String: Int] = [:]
    // Small pages search; only large ones pay for tables.
    private var hostNumbers: [String: Int] = [:]
    private var gpuPlaces: Set<Int> = []
    private var digest: UInt64 = 0xCBF2_9CE4_8422_2325

    /// Changes with everything that is learned: on one page, equal stamps mean equal facts.
    var stamp: UInt64 { digest }

    /// Equal facts lead to equal series from equal heads.
    func hash(into hasher: inout Hasher) { hasher.combine(digest) }

    /// The number of a host, new if need be; nil if there are too many.
    mutating func host(_ name: String) -> Int? {
        if hosts.count <= 8 {
            if let index = hosts.firstIndex(of: name) { return index }
        } else if let index = hostNumbers[name] {
            return index
        }
        guard hosts.count < Self.hostLimit else { return nil }
        hosts.append(name)
        if hosts.count == 9 { for (index, host) in hosts.enumerated() { hostNumbers[host] = index } }
        if hosts.count > 9 { hostNumbers[name] = hosts.count - 1 }
        note(1, name)
        return hosts.count - 1
    }

    func knows(gpu ordinal: Int, host: Int) -> Bool {
        gpus.count <= 16
            ? gpus.contains { $0.host == host && $0.identity.ordinal == ordinal }
            : gpuPlaces.contains(host << 16 | ordinal)
    }

    mutating func add(_ identity: GPUIdentity, host: Int) {
        guard gpus.count < Self.gpuLimit else { return }
        gpus.append((host, identity))
        if gpus.count == 17 { for gpu in gpus { gpuPlaces.insert(gpu.host << 16 | gpu.identity.ordinal) } }
        if gpus.count > 17 { gpuPlaces.insert(host << 16 | identity.ordinal) }
        var hasher = Hasher()
        hasher.combine(host)
        hasher.combine(identity)
        digest = (digest ^ UInt64(bitPattern: Int64(hasher.finalize()))) &* 0x100_0000_01B3
    }

    mutating func remember(address: String, host: String) {
        guard hostOfAddress[address] != host, hostOfAddress.count < Self.hostLimit else { return }
        hostOfAddress[address] = host
        note(2, address)
        note(3, host)
    }

    /// Some hosts or GPUs are known by what other lines say of them.
    var refers: Bool { !hostOfAddress.isEmpty || !ordinalOfUUID.isEmpty }

    /// The number of a host that is known.
    func index(ofHost name: String) -> Int? { hosts.count <= 9 ? hosts.firstIndex(of: name) : hostNumbers[name] }

    func host(ofAddress address: String) -> String? { hostOfAddress[address] }

    mutating func remember(uuid: String, ordinal: Int) {
        guard ordinalOfUUID[uuid] != ordinal, ordinalOfUUID.count < Self.gpuLimit else { return }
        ordinalOfUUID[uuid] = ordinal
        note(4 + ordinal, uuid)
    }

    func ordinal(ofUUID uuid: String) -> Int? { ordinalOfUUID[uuid] }

    private mutating func note(_ kind: Int, _ text: String) {
        for byte in text.utf8 { digest = (digest ^ UInt64(byte)) &* 0x100_0000_01B3 }
        digest = (digest ^ UInt64(UInt32(truncatingIfNeeded: kind)) ^ 0xFF00) &* 0x100_0000_01B3
    }
}
