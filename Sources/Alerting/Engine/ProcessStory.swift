// A process, such as a restart, that walks from place to place: which of its causes are one story, and who does not come back from it. It
// finds no causes and decides no state; what it knows it was told of members.

/// What an engine remembers of one process while it strikes somewhere. Core thread only; bounded by the number of trays.
struct ProcessStory {
    /// Beyond twice the usual time a host is given this long to come back; then it is missed.
    static let graceMs: Int64 = 60_000
    /// Who left the story is known this long: only its slower page may say that it rebooted.
    static let restMs: Int64 = 120_000
    /// Who is still silent is known so long.
    static let silentRestMs: Int64 = 3_600_000
    /// Fewer that came back make no usual time.
    static let leastReturns = 3
    private static let returnLimit = 255

    /// One host that took part.
    private struct Visit {
        let fromMs: Int64
        var lastMs: Int64
        /// When its newest silence began, 0 if it never was silent.
        var silentMs: Int64 = 0
        var isBack = false
    }

    /// The number of the story's alarm, 0 before the first.
    private(set) var number = 0
    /// When its first member began, however long ago that one left; `.max` before the first.
    private(set) var sinceMs: Int64 = .max
    /// Hosts that stay silent although the others of their story came back: each is a story of its own.
    private(set) var missed = Set<Int32>()
    private var visits: [Int32: Visit] = [:]
    private var returnsMs: [Int64] = []
    private var hasReturned = false
    /// Hosts of it that are silent now, without those that are missed; and since when none is.
    private(set) var away = 0
    private(set) var quietMs: Int64?
    /// When each rack was struck first.
    private var racks: [Int: Int64] = [:]

    /// Racks that it came to so far.
    var rackCount: Int { racks.count }

    /// The rack that was struck first, and the one that was last; nil before the first.
    var ends: (first: Int, last: Int)? {
        let inTime = racks.sorted { ($0.value, $0.key) < ($1.value, $1.key) }
        return inTime.first.flatMap { first in inTime.last.map { (first.key, $0.key) } }
    }

    /// Whether it moves on: racks struck at once, or of which nobody has come back, are an outage.
    var isWalking: Bool {
        guard hasReturned, racks.count > 1, let first = racks.values.min(), let last = racks.values.max() else {
            return false
        }
        return last - first > CauseFinder.joinedWithinMs
    }

    /// Learns who came back and after how long, and who is missed.
    ///
    /// - Parameters:
    ///   - silent: trays of which a silence of this process fires or waits, with its beginning.
    ///   - isBack: whether a tray answers.
    mutating func look(_ silent: [(tray: Int32, sinceMs: Int64)], at nowMs: Int64, isBack: (Int) -> Bool) {
        missed = missed.filter { !isBack(Int($0)) }
        for (tray, visit) in visits.sorted(by: { $0.key < $1.key })
        where visit.silentMs > 0 && !visit.isBack && isBack(Int(tray)) {
            visits[tray]!.isBack = true
            hasReturned = true
            returnsMs.append(nowMs - visit.silentMs)
        }
        if returnsMs.count > Self.returnLimit { returnsMs.removeFirst(returnsMs.count - Self.returnLimit) }
        let silent = silent.filter { !isBack(Int($0.tray)) }
        if !silent.isEmpty, returnsMs.count >= Self.leastReturns {
            let usualMs = returnsMs.sorted()[returnsMs.count / 2]
            for (tray, sinceMs) in silent where nowMs - sinceMs > 2 * usualMs + Self.graceMs { missed.insert(tray) }
        }
        away = silent.count { visits[$0.tray] != nil && !missed.contains($0.tray) }
        quietMs = away > 0 ? nil : quietMs ?? nowMs
    }

    /// Whether those that share no group belong to it all the same: they were part of it, or strike a host right after it was. A silence of its
    /// own does not: that host may have died for another reason.
    func knows(_ members: [CauseMember], isSilence: (CauseMember) -> Bool) -> Bool {
        number > 0
            && members.allSatisfy { member in
                if member.alarm == number { return true }
                guard !isSilence(member), let visit = visits[member.tray] else { return false }
                return member.sinceMs >= visit.fromMs
            }
    }

    /// Takes the members of this moment.
    ///
    /// - Parameters:
    ///   - number: of the alarm that tells of them.
    ///   - rack: that of a tray.
    mutating func note(
        _ members: [CauseMember], number: Int, at nowMs: Int64, isSilence: (CauseMember) -> Bool, rack: (Int32) -> Int
    ) {
        self.number = number
        for member in members {
            sinceMs = min(sinceMs, member.sinceMs)
            var visit = visits[member.tray] ?? Visit(fromMs: member.sinceMs, lastMs: nowMs)
            visit.lastMs = nowMs
            if !isSilence(member) {
                hasReturned = true
            } else if visit.silentMs != member.sinceMs {
                visit.silentMs = member.sinceMs
                visit.isBack = false
            }
            visits[member.tray] = visit
            let rack = rack(member.tray)
            racks[rack] = min(racks[rack] ?? .max, member.sinceMs)
        }
        forget(at: nowMs)
    }

    /// Forgets who left it long ago; without anybody left it is over, and only those who are missed are still known.
    mutating func forget(at nowMs: Int64) {
        visits = visits.filter { _, visit in
            let restMs = visit.silentMs > 0 && !visit.isBack ? Self.silentRestMs : Self.restMs
            return nowMs - visit.lastMs <= restMs
        }
        guard visits.isEmpty, number > 0 else { return }
        let missed = missed
        self = ProcessStory()
        self.missed = missed
    }
}
