// What a layout's bytes say before its series: whose page it is, and the stretches of blocks that make it. Text and numbers only.

import Telemetry

/// Hosts, GPUs and parts of a page.
struct LayoutHead {
    private(set) var hosts: [String]
    private(set) var gpus: [(host: Int, identity: GPUIdentity)]
    let parts: [(block: Int, first: Int, count: Int)]

    /// nil if the bytes are damaged.
    init?(_ bytes: [UInt8]) {
        var reader = ByteReader(bytes)
        hosts = (0..<reader.count()).map { _ in reader.text() }
        gpus = (0..<reader.count()).map { _ in
            (
                host: Int(truncatingIfNeeded: reader.signed()),
                identity: IdentityText.read(reader.text()) ?? GPUIdentity(ordinal: 0)
            )
        }
        parts = (0..<reader.count()).map { _ in
            (block: reader.integer(), first: reader.integer(), count: reader.integer())
        }
        guard reader.isValid else { return nil }
    }

    func renamed(_ anonymiser: Anonymiser) -> LayoutHead {
        var head = self
        head.hosts = hosts.map { anonymiser.replace($0, "host") }
        head.gpus = gpus.map { ($0.host, anonymiser.identity($0.identity)) }
        return head
    }
}
