// One group of an http_sd list, as Prometheus defines it.

/// `{"targets": ["host:port"], "labels": {"name": "value"}}`
struct TargetGroup: Decodable {
    let targets: [String]
    let labels: [String: String]?
}
