// What the members of one alarm can have in common, and so be caused by.

import Facility

/// A kind of common member, as rules spell it.
public enum Scope: String, CaseIterable, Codable, Sendable {
    case tray, rack, unit, feed, loop, leaf, management, row, job, hall

    /// The kind of group behind it, nil if it is a place or a job.
    var group: GroupKind? {
        switch self {
        case .unit: .unit
        case .feed: .feed
        case .loop: .loop
        case .leaf: .leaf
        case .management: .management
        case .tray, .rack, .row, .job, .hall: nil
        }
    }

    /// For people: `cooling loop`.
    public var word: String { group?.word ?? rawValue }
}
