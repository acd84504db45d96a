// The rungs of the ladder from the whole hall down to one GPU.

/// How far a view or a roll-up has zoomed in.
public enum Level: UInt8, CaseIterable, Sendable {
    case hall, row, rack, tray, gpu
}
