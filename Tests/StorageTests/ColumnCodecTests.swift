// The column codec: every kind of column comes back to the bit, and broken bytes are refused.

import Storage
import Telemetry
import Testing

/// Columns that are unkind to codecs, and what must come back.
struct ColumnCodecTests {
    struct Random: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var x = state
            x = (x ^ (x >> 30)) &* 0xBF58_476D_1CE4_E5B9
            x = (x ^ (x >> 27)) &* 0x94D0_49BB_1331_11EB
            return x ^ (x >> 31)
        }
    }

    static let absences: [Float] = [Absence.missing, .stale, .notAvailable].map(\.float)

    static func hardColumns() -> [[[Double]]] {
        var random = Random(state: 7)
        var columns: [[[Double]]] = []
        columns.append([[1, 2, 3, 4], [1, 1, 1, 1], [0, -0.0, 0, -0.0]])
        columns.append([[.nan, .infinity, -.infinity, 5], [.leastNonzeroMagnitude, 0, -.leastNonzeroMagnitude, 1]])
        columns.append([Array(repeating: Absence.missing.double, count: 7), Array(repeating: 3.5, count: 7)])
        columns.append([[0x1p53, 0x1p53 + 2, -0x1p53, 0x1p62, 1e300, -1e-300]])
        columns.append([(0..<256).map { $0 % 2 == 0 ? 1e15 : -1e15 }])
        var counter: [Double] = []
        for step in 0..<60 { counter.append((step > 30 ? 0 : 1e9) + Double(step) * 1_234) }
        columns.append([counter])
        columns.append((0..<5).map { _ in (0..<60).map { _ in Double.random(in: 0...1, using: &random) } })
        var steps: [[Double]] = [], holes: [[Double]] = [], dips: [[Double]] = []
        for gpu in 0..<72 {
            steps.append((0..<60).map { slot in Double((slot / 15 + gpu) % 7) })
            var hole: [Double] = [], dip: [Double] = []
            for slot in 0..<60 {
                hole.append(slot == gpu % 60 ? Absence.stale.double : Double(gpu * 1000 + slot % 11) / 1000)
                let power = Double.random(in: 900...1300, using: &random)
                dip.append(slot % 7 == 0 ? power * 0.1 : power)
            }
            holes.append(hole)
            dips.append(dip)
        }
        columns += [steps, holes, dips, jumps(slots: 60, every: 15, &random), jumps(slots: 256, every: 200, &random)]
        columns.append([[42.125]])
        return columns
    }

    /// Numbers that stand still but for seldom changes of any size, each series at its own slots.
    private static func jumps(slots: Int, every: Int, _ random: inout Random) -> [[Double]] {
        (0..<72).map { series in
            var value = 0.0
            return (0..<slots).map { slot in
                if slot == 0 || (slot + series) % every == 0 {
                    value = Double(Int.random(in: -50_000...50_000, using: &random))
                }
                return value
            }
        }
    }

    /// What is read every 15 s and kept every second costs its changes, not its slots.
    @Test func whatSeldomMovesCostsItsChanges() {
        var random = Random(state: 3)
        let column = Self.jumps(slots: 60, every: 15, &random)
        #expect(ColumnCodec.encode(column.map { $0.map { Float($0) } }, precision: .step(1)).count < 72 * 60 / 3)
    }

    private func bits<T: BinaryFloatingPoint>(_ columns: [[T]]?) -> [[String]]? where T: CVarArg {
        columns?.map { series in
            series.map { value in
                if let float = value as? Float { return String(float.bitPattern) }
                return (value as? Double).map { String($0.bitPattern) } ?? ""
            }
        }
    }

    @Test func exactDoublesComeBackToTheBit() {
        for column in Self.hardColumns() {
            let bytes = ColumnCodec.encode(column)
            let back = ColumnCodec.decodeWire(bytes, series: column.count, slots: column[0].count)
            #expect(bits(back) == bits(column))
        }
    }

    @Test func exactFloatsComeBackToTheBit() {
        for column in Self.hardColumns() {
            let floats = column.map { $0.map { Absence($0)?.float ?? Float($0) } }
            let back = ColumnCodec.decodeTrack(ColumnCodec.encode(floats), series: floats.count, slots: floats[0].count)
            #expect(bits(back) == bits(floats))
        }
    }

    @Test func declaredStepsAreKeptAndAbsenceIsExact() {
        for (column, step) in Self.hardColumns().flatMap({ column in [0.001, 0.1, 1, 3].map { (column, $0) } }) {
            let floats = column.map { $0.map { Absence($0)?.float ?? Float($0) } }
            let bytes = ColumnCodec.encode(floats, precision: .step(step))
            let back = ColumnCodec.decodeTrack(bytes, series: floats.count, slots: floats[0].count)!
            for (was, now) in zip(floats.joined(), back.joined()) {
                if was.isFinite {
                    #expect(abs(now - was) <= Float(step) * 0.5 + was.magnitude * 1e-6, "\(was) \(now) \(step)")
                } else {
                    #expect(was.bitPattern == now.bitPattern)
                }
            }
        }
    }

    @Test func declaredDigitsAreKept() {
        for column in Self.hardColumns() {
            let floats = column.map { $0.map { Absence($0)?.float ?? Float($0) } }
            let bytes = ColumnCodec.encode(floats, precision: .significant(bits: 10))
            let back = ColumnCodec.decodeTrack(bytes, series: floats.count, slots: floats[0].count)!
            for (was, now) in zip(floats.joined(), back.joined()) {
                if was.isNormal { #expect(abs(now - was) <= was.magnitude * 0x1p-11, "\(was) \(now)") }
                if !was.isFinite { #expect(was.bitPattern == now.bitPattern) }
                if was == 0 { #expect(now == 0) }
            }
        }
    }

    @Test func randomColumnsOfEveryKind() {
        for seed in 0..<400 {
            var random = Random(state: UInt64(seed))
            let series = Int.random(in: 1...40, using: &random), slots = Int.random(in: 1...256, using: &random)
            let scale = [1, 0.001, 1e6, 1.0 / 3].randomElement(using: &random)!
            let walk = [0.0, 1, 5, 1000, 1e9].randomElement(using: &random)!
            let holes = Int.random(in: 0...3, using: &random)
            let column = (0..<series).map { _ in
                var value = Double.random(in: -1e5...1e5, using: &random).rounded()
                return (0..<slots).map { _ -> Double in
                    if Int.random(in: 0..<10, using: &random) < holes { return Absence.missing.double }
                    value += (Double.random(in: -1...1, using: &random) * walk).rounded()
                    return value * scale
                }
            }
            let back = ColumnCodec.decodeWire(ColumnCodec.encode(column), series: series, slots: slots)
            #expect(bits(back) == bits(column), "seed \(seed)")
        }
    }
}
