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
    /// A name, and where it is written: which themes there are the command line says.
    var theme: (name: String, place: String)?
    var maxRate: Int?
    var zone: ZoneChoice?
    /// The key table with what was remapped; nil where nothing was.
    var keys: KeyTable?
    /// Filters by the names they are kept under.
    var filters: [String: String] = [:]
    /// The catalogue with those files over it; nil if there are none.
    var catalogue: Catalogue?
}
