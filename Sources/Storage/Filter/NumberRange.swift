// Numbers between two ends, with or without the ends themselves. For judging filters; no data are compared with it.

/// A range of numbers, unbounded unless said.
struct NumberRange: Equatable, Sendable {
    var least = -Double.infinity
    var excludesLeast = false
    var most = Double.infinity
    var excludesMost = false

    var isEmpty: Bool { least > most || (least == most && (excludesLeast || excludesMost)) }

    /// What lies in both.
    func meeting(_ other: NumberRange) -> NumberRange {
        var both = self
        if other.least > least {
            both.least = other.least
            both.excludesLeast = other.excludesLeast
        } else if other.least == least {
            both.excludesLeast = excludesLeast || other.excludesLeast
        }
        if other.most < most {
            both.most = other.most
            both.excludesMost = other.excludesMost
        } else if other.most == most {
            both.excludesMost = excludesMost || other.excludesMost
        }
        return both
    }
}
