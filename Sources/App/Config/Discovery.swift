// Where a job's targets come from.

import Ingest

enum Discovery: Sendable {
    /// Written in the configuration.
    case fixed([TargetGroup])
    /// Files of groups, by name or with a * in the last part; looked at again when they change.
    case files([String], refreshMs: Int64)
    /// A list served over HTTP.
    case http(String, HTTPSettings, refreshMs: Int64)
    /// What a user typed: a page, or a list of targets.
    case address(String)
    /// Page files in folders, read as if they were scraped.
    case pages([String])
}
