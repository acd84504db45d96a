// Columns as arrays, for tests and for callers that are in no hurry (unsafe inside: pointers to the arrays' storage).

/// Encodes and decodes one column at a time. Allocates; the hot paths use `ColumnEncoder` and `ColumnReader`.
public enum ColumnCodec {
    /// - Parameter columns: the values of each series, all equally many (1 to 256).
    public static func encode(_ columns: [[Float]], precision: Precision = .exact) -> [UInt8] {
        encoded(columns, precision)
    }

    /// The same for wire values.
    ///
    /// - Parameter columns: the values of each series, all equally many (1 to 256).
    public static func encode(_ columns: [[Double]], precision: Precision = .exact) -> [UInt8] {
        encoded(columns, precision)
    }

    /// - Returns: the values of each series, nil if the bytes are no column of this shape.
    public static func decodeTrack(_ bytes: [UInt8], series: Int, slots: Int) -> [[Float]]? {
        decoded(bytes, series, slots)
    }

    /// The same for wire values.
    ///
    /// - Returns: the values of each series, nil if the bytes are no column of this shape.
    public static func decodeWire(_ bytes: [UInt8], series: Int, slots: Int) -> [[Double]]? {
        decoded(bytes, series, slots)
    }

    private static func encoded<T: StoredNumber>(_ columns: [[T]], _ precision: Precision) -> [UInt8] {
        let series = columns.count, slots = columns.first?.count ?? 0
        let rows = (0..<slots).flatMap { slot in columns.map { $0[slot] } }
        let encoder = ColumnEncoder<T>(), sink = ByteSink()
        rows.withUnsafeBufferPointer { rows in
            let pointers = (0..<slots).map { rows.baseAddress! + $0 * series }
            pointers.withUnsafeBufferPointer {
                encoder.encode(rows: $0, count: series, precision: precision, into: sink)
            }
        }
        return Array(sink.bytes)
    }

    private static func decoded<T: StoredNumber>(_ bytes: [UInt8], _ series: Int, _ slots: Int) -> [[T]]? {
        guard series > 0, slots > 0, series < 1 << 24, slots <= 256 else { return nil }
        var values = [T](repeating: 0, count: series * slots)
        let isGood = bytes.withUnsafeBytes { bytes in
            values.withUnsafeMutableBufferPointer { values in
                ColumnReader<T>(checking: bytes, series: series, slots: slots)?.decode(into: values.baseAddress!)
                    ?? false
            }
        }
        return isGood ? (0..<series).map { Array(values[$0 * slots..<($0 + 1) * slots]) } : nil
    }
}
