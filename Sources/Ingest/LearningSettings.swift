// By what a target's pages are learned: decided once, lent to every page. One copy, since a catalogue is dozens of tables.

import Exposition
import Telemetry

/// What does not change from page to page.
final class LearningSettings {
    let catalogue: Catalogue
    let context: SeriesContext
    let limits: PageLimits
    /// Names whose meaning depends on their TYPE line.
    let typedNames: [String]

    init(catalogue: Catalogue, context: SeriesContext, limits: PageLimits, typedNames: [String]) {
        self.catalogue = catalogue
        self.context = context
        self.limits = limits
        self.typedNames = typedNames
    }
}
