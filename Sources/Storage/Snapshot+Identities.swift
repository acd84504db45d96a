// Who the GPUs are, and whether that is what it was (unsafe: only to compare where two lists lie). It tells nothing of values.

import Telemetry

extension Snapshot {
    /// What the last pages said of all GPUs, by number.
    public var identities: [GPUIdentity?] { gpus.identities }

    /// Whether these are the very identities of this moment: unchanged since they were taken from another one. It compares nothing by
    /// value, so a yes is certain and a no is not.
    public func holds(_ identities: [GPUIdentity?]) -> Bool {
        // Who holds an array keeps its storage from being used for another.
        gpus.identities.withUnsafeBufferPointer { own in
            identities.withUnsafeBufferPointer { own.baseAddress == $0.baseAddress && own.count == $0.count }
        }
    }
}
