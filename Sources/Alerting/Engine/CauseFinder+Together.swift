// Several causes told as one: what do all their members share? It searches nothing, it only looks at what they stand in.

import Facility

extension CauseFinder {
    /// One cause of all these members: the smallest group that holds every one of them, else the hall.
    func together(_ members: [CauseMember]) -> Cause {
        var common = members.first.map(keys) ?? []
        for member in members.dropFirst() where !common.isEmpty {
            let own = keys(member)
            common.removeAll { key in !own.contains { $0 == key } }
        }
        let best = common.min { units.total($0.0, $0.1) < units.total($1.0, $1.1) } ?? (.hall, 0)
        return cause(members, best.0, best.1)
    }

    /// One cause of all these members in the hall, however near to each other they stand now.
    func acrossTheHall(_ members: [CauseMember]) -> Cause { cause(members, .hall, 0) }

    private func cause(_ members: [CauseMember], _ scope: Scope, _ index: Int) -> Cause {
        // Two rules at one place count once.
        var places = Set<Place>(), hit = 0
        for member in members where places.insert(member.place).inserted { hit += member.weight }
        let total = units.total(scope, index)
        return Cause(scope: scope, index: index, members: Array(members.indices), hit: min(hit, total), total: total)
    }
}
