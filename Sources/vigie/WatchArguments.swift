// The options that say what real targets to read, shared by every command that can.

import App
import ArgumentParser

struct WatchArguments: ParsableArguments {
    @Option(help: "A prometheus.yml; `vigie:` holds what vigie alone needs.") var config: String?
    @Option(parsing: .upToNextOption, help: "Page files, or folders of them; - is standard input.")
    var pages: [String] = []

    /// Nothing named: the configuration that is found, if any.
    func options(_ urls: [String]) -> WatchOptions {
        var options = WatchOptions()
        options.urls = urls
        options.pages = pages
        options.config = urls.isEmpty && pages.isEmpty ? ConfigLocation.find(config) : config
        return options
    }
}
