// Whose number it is: the host and the GPU that a series' labels name.

import Telemetry

extension SeriesResolver {
    /// Ordinals beyond this are no GPUs of one host.
    static let gpuLimit = 64

    /// Whether a series of this name has to be learned from before the others: it says who the others are about.
    func teaches(_ name: String) -> Bool {
        catalogue.identity.gpuSeries.contains { $0.name == name }
            || catalogue.identity.hostSeries.contains { $0.name == name }
    }

    /// Learns from such a series. Called for all of them before the first `resolve`.
    mutating func learn(name: String, labels: LabelSet) {
        let identity = catalogue.identity
        if let entry = identity.gpuSeries.first(where: { $0.name == name }),
            let text = labels.first(named: entry.values), let ordinal = Self.number(text),
            let uuid = labels.first(names.uuid)
        {
            facts.remember(uuid: uuid, ordinal: ordinal)
        }
        // A page of one host names it where the line stands: what stands before is shared by all hosts.
        guard let entry = identity.hostSeries.first(where: { $0.name == name }),
            let host = labels.first(named: entry.values), let address = address(labels)
        else { return }
        facts.remember(address: address, host: host)
    }

    /// dcgm-exporter names its host on every line, node_exporter once; a federated page names an address on every line.
    ///
    /// - Returns: index into the page's hosts, -1 if none is known.
    mutating func host(_ name: String, _ labels: LabelSet) -> Int {
        let identity = catalogue.identity
        var text = labels.first(names.host)
        let address = address(labels)
        if let text, let address { facts.remember(address: address, host: text) }
        if text == nil, let entry = identity.hostSeries.first(where: { $0.name == name }) {
            text = labels.first(named: entry.values)
        }
        if text == nil, let address { text = facts.host(ofAddress: address) ?? address }
        guard let text, text.utf8.count <= 253 else { return facts.hosts.isEmpty ? -1 : 0 }
        return facts.host(text) ?? -1
    }

    /// Whether the labels name a host or a GPU.
    func namesPlace(_ labels: LabelSet) -> Bool {
        labels.first(names.host) != nil || address(labels) != nil
            || labels.first(names.gpu) != nil
            || labels.first(names.uuid) != nil
    }

    /// The address, without port, that a federated series came from: it bears `instance` and `job` both.
    func address(_ labels: LabelSet) -> String? {
        guard let instance = labels.first(names.instance),
            labels["job"] != nil || context.honorsLabels
        else { return nil }
        if let url = TargetURL(instance) { return url.host }
        return instance
    }

    func ordinal(_ labels: LabelSet) -> Int? {
        var found: Int?
        if let text = labels.first(names.gpu) {
            found = Self.number(text)
        } else if let uuid = labels.first(names.uuid) {
            found = facts.ordinal(ofUUID: uuid)
        }
        guard let found, found < Self.gpuLimit else { return nil }
        return found
    }

    mutating func remember(_ gpu: Int, _ host: Int, _ labels: LabelSet) {
        let place = max(0, host)
        guard !facts.knows(gpu: gpu, host: place) else { return }
        let names = names
        func text(_ numbers: [UInt16]) -> String { labels.first(numbers) ?? "" }
        var identity = GPUIdentity(ordinal: gpu)
        identity.uuid = Self.spelled(uuid: text(names.uuid))
        identity.model = text(names.model)
        identity.pciBusID = text(names.pciBusID)
        identity.driverVersion = text(names.driver)
        identity.job = text(names.job)
        identity.pod = text(names.pod)
        identity.namespace = text(names.namespace)
        identity.chassis = text(names.chassis)
        identity.slot = Int(text(names.slot))
        identity.trayIndex = Int(text(names.trayIndex))
        identity.module = Int(text(names.module))
        if identity.job.isEmpty { identity.job = identity.pod }
        facts.add(identity, host: place)
    }

    /// Some exporters leave out the driver's own prefix: one GPU must not seem to be two.
    private static func spelled(uuid: String) -> String {
        uuid.utf8.count == 36 && uuid.utf8.filter { $0 == 0x2D }.count == 4 ? "GPU-" + uuid : uuid
    }
}
