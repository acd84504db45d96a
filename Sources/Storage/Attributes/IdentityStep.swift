// One change of what a GPU's labels say.

import Telemetry

/// A GPU's attributes from one moment on; its ordinal is not among them and stays 0.
public struct IdentityStep: Hashable, Sendable {
    /// When the page that said so was taken.
    public let from: Timestamp
    /// All attributes from then on.
    public let identity: GPUIdentity

    public init(from: Timestamp, identity: GPUIdentity) {
        self.from = from
        self.identity = identity
    }
}
