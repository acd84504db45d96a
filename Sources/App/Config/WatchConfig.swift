// A configuration as it was read: jobs, vigie's own settings, and what of it is not done. Plain data.

import Ingest
import Telemetry

/// One configuration file, ready to be watched.
struct WatchConfig: Sendable {
    /// The file it came from.
    var path = ""
    var jobs: [JobConfig] = []
    var settings = VigieSettings()
    /// `file:line:column: what is not done`, in the order of the file.
    var warnings: [String] = []
    /// Files that it was made from, secrets and certificates among them: a change of any means to read it again.
    var files: [String] = []
}
