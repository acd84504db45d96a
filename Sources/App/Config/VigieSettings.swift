// What stands under `vigie:` in a configuration: everything that Prometheus has no word for.

import Console
import Storage
import Telemetry

struct VigieSettings: Sendable {
    var site = ""
    var hall = ""
    /// Files laid over the catalogue that is built in.
    var catalogueFiles: [String] = []
    /// Files that say what ought to be there.
    var inventory: [String] = []
    /// How much of the past memory holds.
    var retention = Retention()
    var theme: String?
    var maxRate: Int?
    var zone: String?
    /// The key table with what was remapped; nil where nothing was.
    var keys: KeyTable?
    /// Filters by the names they are kept under.
    var filters: [String: String] = [:]
    /// The catalogue with those files over it; nil if there are none.
    var catalogue: Catalogue?
}
