// Rules that tell of the same kind of trouble. Alarms of one family and one place are one alarm.

/// What part of the hall's life a rule watches.
public enum Family: String, CaseIterable, Codable, Sendable {
    case leak, silence, power, heat, memory, nvlink, fabric, xid, gpu, host, job, speed, security, inventory

    /// Families that explain others when they strike the same place: the lower number is nearer to the cause.
    var rank: Int { Self.allCases.firstIndex(of: self)! }
}
