// What a block of series says, as two numbers (unsafe: borrowed bytes): many are told apart without keeping their bytes. No checksum, never
// written.

/// 128 bits over a block's bytes, seeded anew in every process, so that no page can be made to look like another.
struct BlockPrint: Hashable {
    private let first: Int
    private let second: Int

    init(_ bytes: [UInt8]) {
        func hash(_ salt: UInt8) -> Int {
            var hasher = Hasher()
            hasher.combine(salt)
            bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
            return hasher.finalize()
        }
        first = hash(0)
        second = hash(1)
    }
}
