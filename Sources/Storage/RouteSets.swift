// One copy of every route set, by content. Bounded: beyond that, sets are simply not shared.

/// The route sets in use.
struct RouteSets {
    private static let limit = 4_096
    private var known: [Int: [RouteSet]] = [:]
    private var count = 0

    /// The known set of these routes, or a new one.
    mutating func set(_ routes: [Route]) -> RouteSet {
        let key = Self.key(of: routes)
        if let found = known[key]?.first(where: { $0.routes == routes }) { return found }
        let made = RouteSet(routes)
        if count == Self.limit {
            known = [:]
            count = 0
        }
        known[key, default: []].append(made)
        count += 1
        return made
    }

    /// What tells most sets apart; hashing every field of every route would take longer than finding them.
    private static func key(of routes: [Route]) -> Int {
        var hasher = Hasher()
        for route in routes { hasher.combine(Int64(route.series) << 32 | Int64(UInt32(bitPattern: route.offset))) }
        return hasher.finalize()
    }
}
