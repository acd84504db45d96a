// A GPU's identity as one text, so that it can be a word. Fields are apart by a byte that no label of an exporter holds in practice;
// one that does is kept with a blank in its place.

import Telemetry

enum IdentityText {
    static func write(_ identity: GPUIdentity) -> String {
        [
            "\(identity.ordinal)", identity.uuid, identity.model, identity.pciBusID, identity.driverVersion,
            identity.job, identity.pod, identity.namespace,
        ].map { $0.utf8.contains(0x1F) ? String($0.map { $0 == "\u{1F}" ? " " : $0 }) : $0 }.joined(separator: "\u{1F}")
    }

    /// nil if it is none.
    static func read(_ text: String) -> GPUIdentity? {
        // Byte by byte: a full hall has one for each GPU, and the first frame waits for all of them.
        let fields = text.utf8.split(separator: 0x1F, omittingEmptySubsequences: false).map { String(Substring($0)) }
        guard fields.count >= 8, let ordinal = Int(fields[0]) else { return nil }
        var identity = GPUIdentity(ordinal: ordinal)
        identity.uuid = fields[1]
        identity.model = fields[2]
        identity.pciBusID = fields[3]
        identity.driverVersion = fields[4]
        identity.job = fields[5]
        identity.pod = fields[6]
        identity.namespace = fields[7]
        return identity
    }
}
