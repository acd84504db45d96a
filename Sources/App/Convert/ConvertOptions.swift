// What `vigie convert` is told.

import Telemetry

/// Inputs, output, and what of the inputs to take.
public struct ConvertOptions: Sendable {
    public var inputs: [String]
    public var out: String
    /// TIMEs; nil takes everything.
    public var from: String?
    public var to: String?
    /// A place; nil takes the hall.
    public var select: String?
    public var anonymise = false

    public init(inputs: [String], out: String) {
        self.inputs = inputs
        self.out = out
    }
}
