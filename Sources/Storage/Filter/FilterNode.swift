// A filter as a tree of tests. Built by the parser, which bounds its depth and size.

import Telemetry

/// One node of a parsed filter.
indirect enum FilterNode: Equatable, Sendable {
    case all([FilterNode])
    case any([FilterNode])
    case not(FilterNode)
    case test(FilterTest)
}
