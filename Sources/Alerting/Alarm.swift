// One cause on the alert list: what, where, since when, how big, whose, and what to touch. A claim of "consistent with", no verdict.

import Facility
import Telemetry

/// A group of firing rules with a common member.
public struct Alarm: Hashable, Codable, Sendable {
    /// Where it is in its life. Inactive is what no board speaks of.
    public enum Phase: String, CaseIterable, Codable, Sendable { case pending, firing, resolved }

    /// One GPU or tray that takes part.
    public struct Member: Hashable, Codable, Sendable {
        /// The GPU, or the tray where the rule is about hosts.
        public internal(set) var place: Place
        /// When the rule's condition began to hold there.
        public let since: Timestamp
        /// It may have begun this much earlier, and as much later where `isAround` says so.
        public let uncertaintyMs: Int64
        /// `XID 79`, `margin 2 °C`.
        public let words: String
        /// It held on the first page that anyone read: it may have begun at any time before. nil: no.
        public let isFromFirst: Bool?
        /// Only means over windows tell of it: it began in the one that starts at `since`, or late in the one before. nil: no.
        public let isAround: Bool?

        /// When it had begun at the latest.
        public var latest: Timestamp { isAround ?? false ? since + uncertaintyMs : since }
    }

    /// Stays while the alarm lives, however it grows; 0 while it is pending.
    public let number: Int
    /// For files and scripts: family and what its members have in common, the same for everyone who looks.
    public let key: String
    /// The key that it began with, before it grew; nil in files of earlier versions.
    public internal(set) var firstKey: String?
    /// The worst rule's name.
    public let name: String
    /// The metric whose number that rule shows; nil if it shows none, and in files of earlier versions.
    public let metric: String?
    /// Of the worst rule that takes part.
    public let severity: Severity
    /// Shared by all rules that take part.
    public let family: Family
    /// Pending while its condition holds and the rule still waits; firing while the engine has it; resolved once it ended.
    public var phase: Phase
    /// What the members have in common; nil if there is only one.
    public let scope: Scope?
    /// The place that all members share.
    public internal(set) var place: Place
    /// `B17`, `CDU-A1`, `job train-42`.
    public let placeName: String
    /// The beginning of its first member, of one that was odd in the first window the latest that it can have been; of a process that moves on, of the first that ever took part while it went on.
    public internal(set) var since: Timestamp
    /// The member of whom the rule that gives the alarm its name first held; nil in files of earlier versions. Another rule of the family
    /// may have begun it.
    public internal(set) var lead: Member?
    /// GPUs and hosts that take part, and how many the scope holds in all.
    public let memberCount: Int
    /// GPUs and hosts that the scope holds in all; without a scope as many as take part.
    public let memberTotal: Int
    /// First in time first, each place once; bounded.
    public internal(set) var members: [Member]
    /// Jobs whose GPUs take part, the largest share first; bounded.
    public let jobs: [String]
    /// One line: what and where.
    public let summary: String
    /// What it is consistent with, no verdict; empty if the rule says nothing.
    public let cause: String
    /// What to do first; empty if the rule says nothing.
    public let nextStep: String
    /// Alarms that this one explains, in words.
    public var consequences: [String]
    /// GPUs and hosts in all those.
    public var consequenceCount: Int
    /// Some of its members no longer report: whether it goes on is unknown.
    public let isHeld: Bool
    /// Rules of one process, such as a restart, are one story wherever they strike; empty: none, or it is about who does not come back.
    public let process: String
    /// Of a process that moves on: since when none of its hosts is away; nil while one is. Of everything else: since when the condition of
    /// the rule that names it holds nowhere, where a clear condition, `keep_firing_for` or a latch lets it go on; nil while it holds.
    public let quietSince: Timestamp?
    /// Ends only by a person's word.
    public let isLatched: Bool
    /// When it was over; nil while it is not, and in files of earlier versions.
    public internal(set) var ended: Timestamp?

    /// When it may have begun at the earliest: of what only windows tell, and already the first of them, only the latest is shown.
    var earliest: Timestamp {
        guard let first = members.first, first.isAround ?? false, first.isFromFirst ?? false else { return since }
        return min(since, first.since)
    }

    /// What `quietSince` is the beginning of.
    public var quietWords: String { process.isEmpty ? "its condition no longer holds" : "no host of it away" }

    /// When the rule that gives the alarm its name first held.
    public var leadSince: Timestamp? { lead?.since }

    /// All keys that notes on it may bear.
    public var keys: [String] { firstKey == nil || firstKey == key ? [key] : [key, firstKey!] }

    /// Whether who spoke at `time` spoke of what it is: later members of a latched alarm are another danger, and twice as many places as
    /// there were are news.
    public func isKnown(at time: Timestamp) -> Bool {
        guard time >= since else { return false }
        let known = members.count { $0.since <= time }
        return isLatched ? known == members.count : members.count < 2 * max(1, known)
    }

    /// The same alarm where some places are gone and the others have new numbers; nil if none of its members is left.
    func relocated(_ place: (Place) -> Place?) -> Alarm? {
        var alarm = self
        func relocated(_ member: Member) -> Member? {
            place(member.place).map {
                var moved = member
                moved.place = $0
                return moved
            }
        }
        alarm.members = members.compactMap(relocated)
        alarm.lead = lead.flatMap(relocated)
        guard let moved = place(self.place), !alarm.members.isEmpty else { return nil }
        alarm.place = moved
        return alarm
    }

    /// Goes back to the beginning of another one that it explains: what both are about showed there first, and what was said of that
    /// still counts.
    mutating func begin(with sign: Alarm) {
        guard sign.since < since, let first = sign.members.first,
            let index = members.firstIndex(where: { $0.place == first.place })
        else { return }
        members.remove(at: index)
        members.insert(first, at: 0)
        since = sign.since
        firstKey = sign.firstKey ?? sign.key
    }

    /// Most members that are listed; `memberCount` counts them all.
    public static let memberLimit = 200
}
