// What is to be watched, as of now: the outcome of a configuration and of everything its discoveries say.

import Facility
import Ingest
import Telemetry

struct WatchPlan: Sendable {
    var targets: [ScrapeTarget] = []
    /// Page files to read beside them; their targets follow the scraped ones.
    var pageFiles: [String] = []
    var site = ""
    var hall = ""
    var catalogue = Catalogue.standard
    /// Parts of inventory files: what ought to be there.
    var inventory: [InventoryPart] = []
    /// What went wrong on the way, to be shown.
    var problems: [String] = []
    /// What is left out though nothing is wrong.
    var warnings: [String] = []
    /// Targets that rules dropped.
    var droppedCount = 0

    /// All targets, scraped ones first.
    var descriptions: [TargetDescription] {
        targets.map(\.description) + pageFiles.map { PageFolder.description($0) }
    }
}
