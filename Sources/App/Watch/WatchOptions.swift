// What to watch: a configuration, addresses, page files, or any of them together.

import Ingest
import Telemetry

/// Everything named on the command line that can be watched.
public struct WatchOptions: Sendable {
    /// `--config`, or what was found.
    public var config: String?
    /// Pages and lists of targets, as typed.
    public var urls: [String] = []
    /// Page files and folders of them; `-` is standard input.
    public var pages: [String] = []
    /// Files that say what ought to be there.
    public var inventory: [String] = []

    /// Nothing to watch.
    public init() {}

    /// Nothing is named that could be watched; an inventory alone is nothing.
    public var isEmpty: Bool { config == nil && urls.isEmpty && pages.isEmpty }

    /// The metrics that rules may ask for: those of the configuration's catalogue files too.
    public func catalogue() throws(UserError) -> Catalogue {
        guard let config else { return .standard }
        return try ConfigFile.read(config).settings.catalogue ?? .standard
    }

    /// The configuration of all that.
    func read() throws(UserError) -> WatchConfig {
        var result = WatchConfig()
        if let config { result = try ConfigFile.read(config) }
        result.settings.inventory += inventory
        var typed = JobConfig(scrape: ScrapeJob(http: Self.typedHTTP))
        let pages = pages + urls.filter { Self.isPath($0) }
        for url in urls where !Self.isPath(url) {
            let (address, credentials) = TargetURL.parted(url)
            do throws(UserError) { _ = try TypedAddress.url(address) } catch {
                throw credentials == nil ? error : UserError("\"\(TargetURL.shown(url))\" is no URL")
            }
            guard let credentials else {
                typed.discoveries.append(.address(address))
                continue
            }
            var http = Self.typedHTTP
            http.credentials = credentials
            var job = JobConfig(scrape: ScrapeJob(http: http))
            job.discoveries = [.address(address)]
            result.jobs.append(job)
        }
        for path in pages {
            if PageFolder.files(path).isEmpty, !PageFile.exists(path) {
                throw UserError("\(path): no such page file or folder")
            }
        }
        if !pages.isEmpty { typed.discoveries.append(.pages(pages)) }
        if !typed.discoveries.isEmpty { result.jobs.append(typed) }
        return result
    }

    /// A page file or folder given where addresses are: whoever writes a path that is there means it.
    private static func isPath(_ text: String) -> Bool {
        let isConfiguration = [".yml", ".yaml", ".json"].contains { text.hasSuffix($0) }
        return !isConfiguration && PageFile.exists(text)
    }

    /// Standard input brings a page, so keys have to come from elsewhere.
    var readsInput: Bool { pages.contains(PageFolder.standardInput) }

    /// Typed addresses are near: inflating costs more than the bytes.
    private static var typedHTTP: HTTPSettings {
        var http = HTTPSettings()
        http.acceptsGzip = false
        return http
    }

    /// Inventory and discovery read once, ready to be watched.
    func plans() throws(UserError) -> (plans: WatchPlans, config: WatchConfig) {
        let config = try read()
        let inventory = try WatchedInventory(config.settings.inventory)
        let again: (() throws(UserError) -> WatchConfig)? =
            self.config == nil ? nil : { () throws(UserError) in try self.read() }
        return (WatchPlans(config, inventory: inventory, read: again), config)
    }
}
