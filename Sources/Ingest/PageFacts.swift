// What has been learned of a page's hosts and GPUs up to some line. A value: segments keep the state behind them.

import Telemetry

/// Hosts and GPUs that a page has named so far.
struct PageFacts {
    var hosts: [String] = []
    var gpus: [(host: Int, identity: GPUIdentity)] = []

    /// Equal facts lead to equal series from equal heads.
    func hash(into hasher: inout Hasher) {
        hasher.combine(hosts)
        for gpu in gpus {
            hasher.combine(gpu.host)
            hasher.combine(gpu.identity)
        }
    }
}
