// What `vigie convert` is told.

import Telemetry

/// Inputs, output, and what of the inputs to take.
public struct ConvertOptions: Sendable {
    /// One recording, or text pages; at least one.
    public var inputs: [String]
    /// A new file; its extension says what it becomes.
    public var out: String
    /// TIMEs; nil takes everything.
    public var from: String?
    /// Up to this moment.
    public var to: String?
    /// A place; nil takes the hall.
    public var select: String?
    /// Replaces names of hosts, jobs, pods, addresses, UUIDs and serials; places and numbers stay.
    public var anonymise = false

    /// Files over the built-in rules, for what has no alarms yet: text, and recordings in which nobody asked the rules.
    public var rules: [String] = []

    /// All of the inputs, names as they are.
    public init(inputs: [String], out: String) {
        self.inputs = inputs
        self.out = out
    }
}
