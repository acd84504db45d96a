// The places of a host's GPUs inside their tray. On a Grace-Blackwell tray the exporter's index does not follow them: indices 0, 1,
// 2, 3 sit in modules 2, 1, 4, 3. Source: NVIDIA/k8s-test-infra, captures of GB300.

import Telemetry

/// Position of each GPU of one host, by its ordinal.
public struct ModuleOrder: Sendable {
    /// By ordinal, -1 where no GPU has it; empty if the index is the place.
    private let positions: [Int8]

    /// - Parameter gpus: all GPUs the page shows of the host. Only if every one names a module of its own do modules count.
    public init(_ gpus: [GPUIdentity]) {
        if gpus.isEmpty {
            positions = []
            return
        }
        let modules = gpus.compactMap(\.module).filter { (0...63).contains($0) }
        guard modules.count == gpus.count, Set(modules).count == gpus.count,
            let last = modules.max(), last <= max(4, gpus.count), gpus.allSatisfy({ (0...63).contains($0.ordinal) })
        else {
            positions = []
            return
        }
        // A missing GPU leaves a hole at its place: the module itself is the place, not its rank.
        let base = modules.contains(0) ? 0 : 1
        var positions = [Int8](repeating: -1, count: 64)
        for gpu in gpus where positions[gpu.ordinal] < 0 { positions[gpu.ordinal] = Int8(gpu.module! - base) }
        self.positions = positions
    }

    /// Whether the places are told by modules, not assumed from the index.
    var isKnown: Bool { !positions.isEmpty }

    /// The place of the GPU with this number on the page: its module, else the number itself.
    public func position(_ ordinal: Int) -> Int {
        positions.indices.contains(ordinal) && positions[ordinal] >= 0 ? Int(positions[ordinal]) : ordinal
    }
}
