// Memory that reading and learning a page in full needs, lent from target to target.

import Exposition

/// One thread's working memory.
final class LearningScratch {
    let workspace: ScannerWorkspace
    let samples: PageSamples
    let pageBlocks: PageBlocks
    let names = NameTable()
    let blocks = LabelBlocks()
    let templates = SeriesTemplates()
    /// Bytes of the run that is being put together.
    @exclusivity(unchecked) var bytes: [UInt8] = []
    @exclusivity(unchecked) var heads: [HeadRun.Head] = []

    init() {
        workspace = ScannerWorkspace()
        samples = PageSamples(workspace: workspace)
        pageBlocks = PageBlocks(workspace: workspace)
    }
}
