// What this machine allows at this hour: numbers of a slot written where they belong, without a store around them. Taken in turns with the
// store's own slots, so that a ratio holds on a slow day too (unsafe inside: raw planes).

/// A slot's numbers in the order of pages, and frames in the order of columns.
final class BareAppend {
    private static let frames = 64
    private let fields: Int
    private let gpus: Int
    private let pages: UnsafeMutablePointer<Float>
    private let plane: UnsafeMutablePointer<Float>
    private var slot = 0
    private var spent: [Double] = []

    init(gpus: Int, fields: Int) {
        self.gpus = gpus / 4 * 4
        self.fields = fields
        pages = .allocate(capacity: gpus * fields)
        plane = .allocate(capacity: gpus * fields * Self.frames)
        for index in 0..<gpus * fields { pages[index] = Float(index * 7919 % 10_000) / 100 }
        plane.initialize(repeating: 0, count: gpus * fields * Self.frames)
    }

    deinit {
        pages.deallocate()
        plane.deallocate()
    }

    /// One slot, timed.
    func append() {
        let frame = plane + slot % Self.frames * gpus * fields
        slot += 1
        spent.append(
            StoreTable.seconds {
                var page = UnsafePointer(pages)
                for gpu in stride(from: 0, to: gpus, by: 4) {
                    for field in 0..<fields {
                        (frame + field * gpus + gpu).update(from: page, count: 4)
                        page += 4
                    }
                }
            })
    }

    /// Nanoseconds a number, the median of all slots.
    var nanoseconds: Double { spent.sorted()[spent.count / 2] / Double(gpus * fields) * 1e9 }
}
