// From a series' name and labels to what it means: metric, GPU, host. Data decides (the catalogue), not code.

import Telemetry

/// Learns the meaning of one page's series.
struct SeriesResolver {
    /// Ordinals beyond this are no GPUs of one host.
    static let gpuLimit = 64

    let catalogue: Catalogue
    /// The page shows `DCGM_FI_DEV_GPU_UTIL_RATIO` above one: it is in per cent (field 203 of DCGM 4.6).
    var percentRatios = false
    var facts = PageFacts()

    init(catalogue: Catalogue) { self.catalogue = catalogue }

    /// - Parameters:
    ///   - labels: the unescaped labels by name.
    ///   - text: the label block as printed.
    mutating func resolve(name: String, labels byName: [String: String], text: String) -> SeriesTable.Series {
        let host = host(name, byName)
        let gpu = ordinal(byName)
        if let gpu { remember(gpu, host, byName) }
        guard let feed = feed(name, byName) else {
            return SeriesTable.Series(name: name, labels: text, metric: nil, factor: 1, host: host, gpu: gpu ?? -1)
        }
        let metric = catalogue[feed.metric]
        let percent = percentRatios && name == "DCGM_FI_DEV_GPU_UTIL_RATIO"
        // Gauges need no labels once they are placed; counters keep them as the key of their last value.
        return SeriesTable.Series(
            name: feed.source.name, labels: metric.kind == .counter ? text : "", metric: feed.metric,
            factor: percent ? 0.01 : feed.source.factor, host: host, gpu: gpu ?? -1)
    }

    private func feed(_ name: String, _ labels: [String: String]) -> Catalogue.Feed? {
        catalogue.feeds(of: name).first { feed in
            if let wanted = feed.source.label, labels[wanted.name] != wanted.value { return false }
            if let exclude = feed.source.exclude, let value = labels[exclude.name], exclude.values.contains(value) {
                return false
            }
            return true
        }
    }

    /// dcgm-exporter names its host on every line, node_exporter once, in `node_uname_info`.
    private mutating func host(_ name: String, _ labels: [String: String]) -> Int {
        let text = labels["Hostname"] ?? labels["hostname"] ?? (name == "node_uname_info" ? labels["nodename"] : nil)
        guard let text, !text.isEmpty, text.utf8.count <= 253 else { return facts.hosts.isEmpty ? -1 : 0 }
        if let index = facts.hosts.firstIndex(of: text) { return index }
        guard facts.hosts.count < 4096 else { return -1 }
        facts.hosts.append(text)
        return facts.hosts.count - 1
    }

    private func ordinal(_ labels: [String: String]) -> Int? {
        guard let text = labels["gpu"], let value = Int(text), value >= 0, value < Self.gpuLimit else { return nil }
        return value
    }

    private mutating func remember(_ gpu: Int, _ host: Int, _ labels: [String: String]) {
        let place = max(0, host)
        guard facts.gpus.count < 4096, !facts.gpus.contains(where: { $0.host == place && $0.identity.ordinal == gpu })
        else { return }
        func text(_ names: String...) -> String { names.lazy.compactMap { labels[$0] }.first ?? "" }
        var identity = GPUIdentity(ordinal: gpu)
        identity.uuid = text("UUID", "uuid", "gpu_uuid")
        identity.model = text("modelName", "model_name")
        identity.pciBusID = text("pci_bus_id")
        identity.driverVersion = text("DCGM_FI_DRIVER_VERSION", "DCGM_FI_SYSTEM_DRIVER_VERSION")
        identity.job = text("hpc_job")
        identity.pod = text("pod", "exported_pod", "pod_name")
        identity.namespace = text("namespace", "exported_namespace", "pod_namespace")
        if identity.job.isEmpty { identity.job = identity.pod }
        facts.gpus.append((place, identity))
    }
}
