// The columns a table of places can have. How each is read and written is `PlaceTable`'s business.

import Telemetry

/// One column.
enum TableColumn: Hashable, Sendable {
    case place, mark, job, host, age, deviation
    case metric(MetricID)
    /// How many trays of a rack or row can take a job, and how far its GPUs have come.
    case ready, planned, installed, reporting, burntIn

    func title(_ catalogue: Catalogue) -> String {
        switch self {
        case .place: "place"
        case .mark: "state"
        case .job: "job"
        case .host: "host"
        case .age: "age"
        case .deviation: "σ"
        case .metric(let id): catalogue[id].short
        case .ready: "ready"
        case .planned: "planned"
        case .installed: "installed"
        case .reporting: "reports"
        case .burntIn: "burnt in"
        }
    }

    var width: Int {
        switch self {
        case .place: 12
        case .mark: 14
        case .job: 12
        case .host: 10
        case .age: 8
        case .deviation: 7
        case .metric, .installed: 10
        case .ready: 9
        case .planned, .reporting, .burntIn: 9
        }
    }

    /// Numbers end at the right, words begin at the left.
    var isNumber: Bool {
        switch self {
        case .age, .deviation, .metric, .ready, .planned, .installed, .reporting, .burntIn: true
        case .place, .mark, .job, .host: false
        }
    }
}
