// The map between numbers and whole quanta: what makes 0.957 the integer 957. It decides nothing; the encoder chooses one per column.

/// One way to write numbers as integers.
enum Grid: Equatable {
    /// A quantum is `10^-places`: numbers as people and exporters print them. 0 to 15.
    case decimal(Int)
    /// A quantum is this many units.
    case multiple(Double)
    /// Quanta are the bit patterns themselves, cut to so many significand bits: equal relative steps, any magnitude.
    case significand(Int)
    /// No grid: only bit patterns are stored.
    case none

    static let powers: [Double] = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15]

    /// The grid of a declared step: decimal where the step is a power of ten.
    init(step: Double) {
        self = Self.powers.firstIndex { $0 * step == 1 || step == 1 / $0 }.map { .decimal($0) } ?? .multiple(step)
    }

    /// The number that a quantum stands for.
    @inline(__always)
    func value<T: StoredNumber>(_ quantum: Int64, as type: T.Type) -> T {
        switch self {
        case .decimal(let places): return T(nearest: Double(quantum) / Self.power(places))
        case .multiple(let step): return T(nearest: Double(quantum) * step)
        case .significand(let bits):
            let drop = max(0, T.significandBits - bits)
            let pattern = T.Bits(truncatingIfNeeded: quantum.magnitude) << T.Bits(truncatingIfNeeded: drop)
            return quantum < 0 ? -T(bits: pattern) : T(bits: pattern)
        case .none: return 0
        }
    }

    @inline(__always)
    static func power(_ places: Int) -> Double { powers[places & 15] }
}

extension Grid {
    /// Bytes: 0 to 15 decimal places, 16 a multiple whose step follows, 32 to 95 significand bits, 255 none.
    var code: UInt8 {
        switch self {
        case .decimal(let places): UInt8(places & 15)
        case .multiple: 16
        case .significand(let bits): UInt8(32 + min(63, max(0, bits)))
        case .none: 255
        }
    }

    init?(code: UInt8, step: () -> Double?) {
        switch code {
        case 0...15: self = .decimal(Int(code))
        case 16:
            guard let step = step(), step.isFinite, step > 0 else { return nil }
            self = .multiple(step)
        case 32...95: self = .significand(Int(code) - 32)
        case 255: self = .none
        default: return nil
        }
    }
}
