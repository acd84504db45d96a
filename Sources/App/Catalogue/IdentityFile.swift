// The `identity` part of a catalogue file: which labels name hosts, GPUs and their owners.

import Telemetry

enum IdentityFile {
    /// Keys that are written replace what was there.
    static func read(_ node: ConfigNode, into identity: inout IdentityLabels) throws(UserError) {
        var fields = try ConfigFields(node)
        let lists: [(String, WritableKeyPath<IdentityLabels, [String]>)] = [
            ("host", \.host), ("instance", \.instance), ("gpu", \.gpu), ("uuid", \.uuid), ("link", \.link),
            ("mig", \.mig), ("model", \.model), ("pci_bus_id", \.pciBusID), ("driver", \.driver), ("job", \.job),
            ("pod", \.pod), ("namespace", \.namespace), ("chassis", \.chassis), ("slot", \.slot),
            ("tray_index", \.trayIndex), ("module", \.module),
        ]
        for (name, path) in lists {
            if let value = fields.take(name) { identity[keyPath: path] = try value.oneOrMore() }
        }
        if let value = fields.take("host_series") { identity.hostSeries = try series(value) }
        if let value = fields.take("gpu_series") { identity.gpuSeries = try series(value) }
        try fields.finish()
    }

    /// `{node_uname_info: nodename}`
    private static func series(_ node: ConfigNode) throws(UserError) -> [LabelValues] {
        var series: [LabelValues] = []
        for (key, value) in try node.pairs() {
            series.append(LabelValues(name: try key.text(), values: try value.oneOrMore()))
        }
        return series
    }
}
