// What stands below a place, as ranges.

extension Topology {
    /// Indices of the GPUs at and below a place.
    public func gpus(of place: Place) -> Range<Int> {
        switch place {
        case .hall: 0..<gpuCount
        case .row(let row): rows[row].gpus
        case .rack(let rack): racks[rack].gpus
        case .tray(let tray): trays[tray].gpus
        case .gpu(let gpu): gpu..<gpu + 1
        }
    }
}
