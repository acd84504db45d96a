// Bits per field against the entropy bound, XOR alone and zstd alone (unsafe inside: planes and encoder rows).

import App
import Foundation
import Storage
import Telemetry

enum SizeTables {
    static func print(gpus: Int, withZstd: Bool) {
        // Rows of the demo plan: everything that works, and what idles.
        func idles(_ rack: Int) -> Bool { (100..<108).contains(rack % 192) || (176..<186).contains(rack % 192) }
        let busy = HallBlock(gpus: gpus, slots: 60) { !idles($0) }
        table("busy hall, declared", busy, exact: false, limit: 0.6, withZstd)
        table("busy hall, exact (as printed)", busy, exact: true, limit: 1.5, withZstd)
        let idle = HallBlock(gpus: max(gpus, 13_800), slots: 60, keep: idles)
        table("idle hall, declared", idle, exact: false, limit: 0.3, withZstd)
    }

    static func table(_ title: String, _ block: HallBlock, exact: Bool, limit: Double, _ withZstd: Bool) {
        Swift.print("\n\(title): \(block.gpus) GPUs, \(block.slots) slots\n")
        Swift.print("| field | bits | bound | XOR | zstd -19 | encode ns | decode ns |\n|---|---|---|---|---|---|---|")
        var total = 0.0, bound = 0.0, xor = 0.0, seconds = 0.0
        for (column, field) in block.fields.enumerated() {
            let row = exact ? measureWire(block, column) : measureTrack(block, column)
            let quanta = series(block, column, exact: exact)
            let samples = Double(block.gpus * block.slots)
            let own = (row.bytes * 8 / samples, Entropy.bound(quanta.quanta), Double(quanta.xorBits) / samples)
            let zstd = withZstd ? zstdBits(block, column, exact: exact) / samples : .nan
            total += own.0
            bound += own.1
            xor += own.2
            seconds += row.encode
            Swift.print(
                "| \(Catalogue.standard[field.metric].name) | \(two(own.0)) | \(two(own.1)) | \(two(own.2)) | \(two(zstd)) | \(two(row.encode / samples * 1e9)) | \(two(row.decode / samples * 1e9)) |"
            )
        }
        let fields = Double(block.fields.count), samples = fields * Double(block.gpus * block.slots)
        Swift.print(
            "| all, bytes a sample | \(three(total / fields / 8)) | \(three(bound / fields / 8)) | \(three(xor / fields / 8)) | | \(two(seconds / samples * 1e9)) | |"
        )
        Swift.print(
            "limit \(limit) B; \(two(total / bound * 100)) % of the bound (limit 115), \(two(total / xor * 100)) % of XOR (limit 60)"
        )
    }

    typealias Measured = (bytes: Double, encode: Double, decode: Double)

    private static func measureTrack(_ block: HallBlock, _ column: Int) -> Measured {
        let encoder = ColumnEncoder<Float>(), sink = ByteSink(capacity: 1 << 24)
        let precision = Catalogue.standard[block.fields[column].metric].declaredPrecision
        let rows = block.racks.map { block.trackRows(column, $0.lowerBound) }
        var ends: [Int] = []
        let encode = best {
            sink.removeAll()
            ends.removeAll(keepingCapacity: true)
            for (rack, range) in block.racks.enumerated() {
                rows[rack].withUnsafeBufferPointer {
                    encoder.encodeTrack(rows: $0, count: range.count, precision: precision, into: sink)
                }
                ends.append(sink.count)
            }
        }
        let output = UnsafeMutablePointer<Float>.allocate(capacity: block.gpus * block.slots)
        defer { output.deallocate() }
        let decode = best {
            for (rack, range) in block.racks.enumerated() {
                let bytes = UnsafeRawBufferPointer(rebasing: sink.bytes[(rack == 0 ? 0 : ends[rack - 1])..<ends[rack]])
                let reader = ColumnReader<Float>(track: bytes, series: range.count, slots: block.slots)!
                precondition(reader.readAll(into: output + range.lowerBound * block.slots))
            }
        }
        return (Double(sink.count), encode, decode)
    }

    private static func measureWire(_ block: HallBlock, _ column: Int) -> Measured {
        let encoder = ColumnEncoder<Double>(), sink = ByteSink(capacity: 1 << 24)
        let rows = block.racks.map { block.wireRows(column, $0.lowerBound) }
        var ends: [Int] = []
        let encode = best {
            sink.removeAll()
            ends.removeAll(keepingCapacity: true)
            for (rack, range) in block.racks.enumerated() {
                rows[rack].withUnsafeBufferPointer {
                    encoder.encodeWire(rows: $0, count: range.count, precision: .exact, into: sink)
                }
                ends.append(sink.count)
            }
        }
        let output = UnsafeMutablePointer<Double>.allocate(capacity: block.gpus * block.slots)
        defer { output.deallocate() }
        let decode = best {
            for (rack, range) in block.racks.enumerated() {
                let bytes = UnsafeRawBufferPointer(rebasing: sink.bytes[(rack == 0 ? 0 : ends[rack - 1])..<ends[rack]])
                let reader = ColumnReader<Double>(wire: bytes, series: range.count, slots: block.slots)!
                precondition(reader.readAll(into: output + range.lowerBound * block.slots))
            }
        }
        for gpu in 0..<block.gpus {
            for slot in 0..<block.slots {
                precondition(
                    output[gpu * block.slots + slot].bitPattern
                        == block.wire[(slot * block.fields.count + column) * block.gpus + gpu].bitPattern)
            }
        }
        return (Double(sink.count), encode, decode)
    }

    /// Whole quanta of every GPU, as fine as the block keeps them, and what XOR takes.
    private static func series(_ block: HallBlock, _ column: Int, exact: Bool) -> (quanta: [[Int64]], xorBits: Int) {
        let field = block.fields[column]
        let precision = Catalogue.standard[field.metric].declaredPrecision
        var quanta: [[Int64]] = [], bits = 0
        for gpu in 0..<block.gpus {
            var row: [Int64] = [], doubles: [Double] = []
            for slot in 0..<block.slots {
                let at = (slot * block.fields.count + column) * block.gpus + gpu
                if exact {
                    doubles.append(block.wire[at])
                    row.append(Int64((block.wire[at] / min(1, field.scale)).rounded()))
                    continue
                }
                let value = block.track[at]
                switch precision {
                case .step(let step):
                    row.append(Int64((Double(value) / step).rounded()))
                    doubles.append(Double(row.last!) * step)
                case .significant(let kept):
                    row.append(Int64((value.bitPattern + (1 << UInt32(22 - kept))) >> UInt32(23 - kept)))
                    doubles.append(Double(Float(bitPattern: UInt32(row.last!) << UInt32(23 - kept))))
                case .exact: row.append(Int64(value.bitPattern))
                }
            }
            bits += Gorilla.bits(doubles)
            quanta.append(row)
        }
        return (quanta, bits)
    }

    private static func zstdBits(_ block: HallBlock, _ column: Int, exact: Bool) -> Double {
        // A sample of racks, GPU-major raw values: what zstd sees of the raw column.
        let width = block.gpus
        var bytes = Data()
        for gpu in 0..<width {
            for slot in 0..<block.slots {
                let at = (slot * block.fields.count + column) * width + gpu
                if exact {
                    withUnsafeBytes(of: block.wire[at]) { bytes.append(contentsOf: $0) }
                } else {
                    withUnsafeBytes(of: block.track[at]) { bytes.append(contentsOf: $0) }
                }
            }
        }
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("column-\(UUID().uuidString)")
        try! bytes.write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let process = Process(), pipe = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["zstd", "-19", "-q", "-c", file.path]
        process.standardOutput = pipe
        try! process.run()
        let size = pipe.fileHandleForReading.readDataToEndOfFile().count
        process.waitUntilExit()
        return Double(size) * 8
    }

    static func best(_ work: () -> Void) -> Double {
        var best = Double.infinity
        for _ in 0..<3 {
            let began = ContinuousClock.now
            work()
            let spent = began.duration(to: .now)
            best = min(best, Double(spent.components.seconds) + Double(spent.components.attoseconds) * 1e-18)
        }
        return best
    }

    static func two(_ value: Double) -> String { value.isNaN ? "-" : String(format: "%.2f", value) }
    static func three(_ value: Double) -> String { String(format: "%.3f", value) }
}
