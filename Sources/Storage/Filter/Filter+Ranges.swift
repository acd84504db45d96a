// What a filter asks of one number, where that is plain: comparisons joined by "and". It judges nothing behind "or" and "not".

import Telemetry

extension Filter {
    /// Whether no number meets all that is asked of one field, such as `temp>90 & temp<10`.
    public var isContradiction: Bool { ranges.contains { $0.value.isEmpty } }

    /// Whether both filters are comparisons of one and the same field, and there is a number for which both hold.
    public func plainlyOverlaps(_ other: Filter) -> Bool {
        guard isOfOneField, other.isOfOneField, let (field, range) = ranges.first,
            let rival = other.ranges[field]
        else { return false }
        return !range.meeting(rival).isEmpty
    }

    private var isOfOneField: Bool {
        conjuncts.allSatisfy { Self.range($0) != nil } && ranges.count == 1
    }

    /// The tests that must all hold.
    private var conjuncts: [FilterNode] {
        func all(_ node: FilterNode) -> [FilterNode] {
            if case .all(let nodes) = node { nodes.flatMap(all) } else { [node] }
        }
        return all(root)
    }

    private var ranges: [FilterField: NumberRange] {
        var ranges: [FilterField: NumberRange] = [:]
        for node in conjuncts {
            guard let (field, range) = Self.range(node) else { continue }
            ranges[field] = ranges[field]?.meeting(range) ?? range
        }
        return ranges
    }

    private static func range(_ node: FilterNode) -> (FilterField, NumberRange)? {
        guard case .test(.number(let field, let comparison, let numbers)) = node, numbers.count == 1 else { return nil }
        let value = numbers[0].value, tolerance = numbers[0].tolerance
        switch comparison {
        case .greater: return (field, NumberRange(least: value, excludesLeast: true))
        case .atLeast: return (field, NumberRange(least: value))
        case .less: return (field, NumberRange(most: value, excludesMost: true))
        case .atMost: return (field, NumberRange(most: value))
        case .equal: return (field, NumberRange(least: value - tolerance, most: value + tolerance))
        case .unequal: return nil
        }
    }
}
