// Compression of whole chunks (unsafe inside: the C library), each with a checksum of its content, so that a flipped bit is noticed.

import CZstd

/// One context each way, used by one thread.
final class Zstd {
    /// No chunk of ours is larger, so a forged size can ask for no more.
    static let limit = 1 << 30

    private let compressor = ZSTD_createCCtx()
    private let decompressor = ZSTD_createDCtx()

    deinit {
        ZSTD_freeCCtx(compressor)
        ZSTD_freeDCtx(decompressor)
    }

    func compress(_ bytes: UnsafeRawBufferPointer, level: Int32) -> [UInt8] {
        let bound = ZSTD_compressBound(bytes.count)
        return [UInt8](unsafeUninitializedCapacity: bound) { buffer, count in
            ZSTD_CCtx_setParameter(compressor, ZSTD_c_compressionLevel, level)
            ZSTD_CCtx_setParameter(compressor, ZSTD_c_checksumFlag, 1)
            let written = ZSTD_compress2(compressor, buffer.baseAddress, bound, bytes.baseAddress, bytes.count)
            count = ZSTD_isError(written) == 0 ? written : 0
        }
    }

    func compress(_ bytes: [UInt8], level: Int32) -> [UInt8] {
        bytes.withUnsafeBytes { compress($0, level: level) }
    }

    /// nil if the bytes are no whole frame of at most `limit` bytes.
    func decompress(_ bytes: UnsafeRawBufferPointer) -> [UInt8]? {
        let size = ZSTD_getFrameContentSize(bytes.baseAddress, bytes.count)
        guard size <= UInt64(Self.limit) else { return nil }
        var complete = false
        let result = [UInt8](unsafeUninitializedCapacity: Int(size)) { buffer, count in
            let written = ZSTD_decompressDCtx(
                decompressor, buffer.baseAddress, Int(size), bytes.baseAddress, bytes.count)
            complete = ZSTD_isError(written) == 0 && written == Int(size)
            count = complete ? written : 0
        }
        return complete ? result : nil
    }

    /// Into memory of the caller's, on any thread.
    ///
    /// - Returns: false if the bytes are no whole frame of just that size.
    static func decompress(_ bytes: [UInt8], into output: UnsafeMutableRawBufferPointer) -> Bool {
        let written = bytes.withUnsafeBytes {
            ZSTD_decompress(output.baseAddress, output.count, $0.baseAddress, $0.count)
        }
        return ZSTD_isError(written) == 0 && written == output.count
    }

    /// What a frame says it holds, nil if it is none or says too much.
    static func size(of bytes: [UInt8]) -> Int? {
        let size = bytes.withUnsafeBytes { ZSTD_getFrameContentSize($0.baseAddress, $0.count) }
        return size <= UInt64(limit) ? Int(size) : nil
    }

    func decompress(_ bytes: [UInt8]) -> [UInt8]? { bytes.withUnsafeBytes { decompress($0) } }
}
