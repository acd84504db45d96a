// The columns of a ring that share their entities and go into one block together.

/// Columns over one kind of entity, in chunks.
struct TrackGroup: Sendable {
    enum Content: UInt32 {
        case gpus = 1
        case trays = 2
        case places = 3
        case gpuRollUps = 4

        var word: String {
            switch self {
            case .gpus: "GPUs"
            case .trays: "hosts"
            case .places: "places"
            case .gpuRollUps: "GPU means"
            }
        }
    }

    let content: Content
    var columns: [TrackColumn]
    /// Dense and ascending, usually one per rack; none empty.
    var chunks: [Range<Int>]

    var entityCount: Int { chunks.last?.upperBound ?? 0 }

    func column(_ identifier: UInt16) -> TrackColumn? { columns.first { $0.identifier == identifier } }
}
