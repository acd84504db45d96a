// The rows that ship with vigie, in the order that `MetricID` names them. Numbers come from NVIDIA's and Prometheus' own docs.

extension Catalogue {
    /// dcgm-exporter in both naming generations, and what matters of node_exporter on a GPU host.
    public static let standard = Catalogue(gpuActivity + gpuPhysical + gpuLinksAndErrors + host + gpuProfiling)

    static func gpu(
        _ name: String, _ title: String, _ short: String, _ unit: Unit, _ range: ClosedRange<Double>,
        _ resolution: Double,
        _ sources: [Metric.Source], combine: Metric.Combine = .last, kind: Metric.Kind = .gauge,
        derivation: Metric.Derivation? = nil
    ) -> Metric {
        Metric(
            name: name, title: title, short: short, entity: .gpu, unit: unit, kind: kind, combine: combine,
            range: range,
            resolution: resolution, sources: sources, derivation: derivation, complement: false)
    }

    static func host(
        _ name: String, _ title: String, _ short: String, _ unit: Unit, _ range: ClosedRange<Double>,
        _ resolution: Double,
        _ sources: [Metric.Source], combine: Metric.Combine = .last, kind: Metric.Kind = .gauge,
        derivation: Metric.Derivation? = nil, complement: Bool = false
    ) -> Metric {
        Metric(
            name: name, title: title, short: short, entity: .tray, unit: unit, kind: kind, combine: combine,
            range: range,
            resolution: resolution, sources: sources, derivation: derivation, complement: complement)
    }

    static func wire(
        _ name: String, _ factor: Double = 1, where label: (String, String)? = nil, except: (String, [String])? = nil
    ) -> Metric.Source {
        Metric.Source(
            name: name, factor: factor, label: label.map { (name: $0.0, value: $0.1) },
            exclude: except.map { (name: $0.0, values: $0.1) })
    }

    static let mebibyte = 1_048_576.0
}
