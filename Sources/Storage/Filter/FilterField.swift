// What a test of a filter can look at. Names only; how each is read from a snapshot is `Filter+Test`'s business.

import Telemetry

/// The left side of a test.
enum FilterField: Hashable, Sendable {
    /// Spelled places: `row`, `rack`, `tray` (`t07` or `7`), `gpu` (its ordinal), `place` (`B17/t07/g2`).
    case row, rack, tray, gpu, place
    case job, pod, namespace, host, uuid, model, driver
    case state, mark
    /// Milliseconds since a page last named the GPU, or since a target last answered.
    case age
    /// Of a target alone: its URL, why it failed, lines that could not be read, bytes, samples, milliseconds.
    case target, reason, bad, size, samples, took, every
    case metric(MetricID)

    /// Names that never depend on the catalogue; the first of each is the one completion offers.
    static let named: [(name: String, field: FilterField)] = [
        ("row", .row), ("rack", .rack), ("tray", .tray), ("gpu", .gpu), ("place", .place), ("path", .place),
        ("job", .job), ("pod", .pod), ("namespace", .namespace), ("ns", .namespace), ("host", .host),
        ("uuid", .uuid), ("model", .model), ("driver", .driver), ("state", .state), ("mark", .mark), ("age", .age),
        ("target", .target), ("reason", .reason),
        ("bad", .bad), ("size", .size), ("samples", .samples), ("took", .took), ("every", .every),
    ]
}
