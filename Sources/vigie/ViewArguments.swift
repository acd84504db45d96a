// Where a live screen begins.

import App
import ArgumentParser

struct ViewArguments: ParsableArguments {
    @Option(help: "hall, rack, tray, gpu, timeline, outliers, table, targets, alerts or help.") var view: String?
    @Option(help: "A place: A01, A01/t07 or A01/t07/g2.") var select: String?
    @Option(help: "The heat metric, such as sm_active or power_watts.") var metric: String?

    @Option(help: "Who is meant, such as 'temp>85 & rack=B*'.") var filter: String?
    @Flag(help: "Heat against peers.") var peers = false
    @Flag(help: "Heat on the moment's own scale.") var autoScale = false

    var frame: FrameOptions {
        var frame = FrameOptions()
        frame.view = view
        frame.select = select
        frame.metric = metric
        frame.filter = filter
        frame.peers = peers
        frame.autoScale = autoScale
        return frame
    }
}
