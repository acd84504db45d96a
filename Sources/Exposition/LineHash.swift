// A quick hash of a stretch of a page, for tables that compare the bytes as well (unsafe: borrowed bytes).

/// Not for keys that stand alone: whoever uses it compares what collides.
public enum LineHash {
    private static let seed = UInt64.random(in: .min ... .max)

    /// - Returns: a hash that holds within this process only.
    public static func of(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        guard let base = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return 0 }
        return PageBytes.hash(base, bytes.count, seed: seed)
    }
}
