// A place in files: one number, the kind in its last digit. It holds as long as the inventory does.

extension Place: Codable {
    /// The number, ten times, and the kind: hall 0, row 1, rack 2, tray 3, GPU 4.
    private var code: Int {
        switch self {
        case .hall: 0
        case .row(let index): index * 10 + 1
        case .rack(let index): index * 10 + 2
        case .tray(let index): index * 10 + 3
        case .gpu(let index): index * 10 + 4
        }
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let code = try container.decode(Int.self)
        switch (code >= 0, code % 10) {
        case (true, 0): self = .hall
        case (true, 1): self = .row(code / 10)
        case (true, 2): self = .rack(code / 10)
        case (true, 3): self = .tray(code / 10)
        case (true, 4): self = .gpu(code / 10)
        default: throw DecodingError.dataCorruptedError(in: container, debugDescription: "\(code) is no place")
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(code)
    }
}
