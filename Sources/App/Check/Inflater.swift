// Compressed bytes inflated piece by piece (unsafe inside: hands buffers to zlib and zstd). It reads no file, and holds one piece whatever that
// inflates to.

import CZlib
import CZstd

/// One gzip or zstd stream, of several members if there are. Used by one thread.
final class Inflater {
    static let pieceBytes = 1 << 18

    private enum Form {
        case gzip(UnsafeMutablePointer<z_stream>)
        case zstd(OpaquePointer)
    }

    /// `gzip`, `zstd`
    let name: String
    private let form: Form
    private var piece = [UInt8](repeating: 0, count: Inflater.pieceBytes)
    /// The last piece was full: there may be more without any input.
    private(set) var isFull = false
    /// Nothing is begun that has not ended.
    private(set) var isWhole = false
    /// What was given is no such stream, or is damaged.
    private(set) var isDamaged = false

    /// nil for a file that is plain by its name.
    init?(for path: String) {
        let path = path.lowercased()
        if path.hasSuffix(".gz") {
            let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
            stream.initialize(to: z_stream())
            // It fails for want of memory alone; then nothing can be inflated.
            isDamaged = vg_inflate_gzip(stream) != Z_OK
            (name, form) = ("gzip", .gzip(stream))
        } else if path.hasSuffix(".zst"), let stream = ZSTD_createDStream() {
            ZSTD_DCtx_setParameter(stream, ZSTD_d_windowLogMax, 27)
            (name, form) = ("zstd", .zstd(stream))
        } else {
            return nil
        }
    }

    deinit {
        switch form {
        case .gzip(let stream):
            inflateEnd(stream)
            stream.deallocate()
        case .zstd(let stream): ZSTD_freeDStream(stream)
        }
    }

    /// Appends what one piece holds of the input's beginning.
    ///
    /// - Returns: bytes of the input that are done with.
    func inflate(_ input: UnsafeRawBufferPointer, into bytes: inout [UInt8]) -> Int {
        guard !isDamaged else { return input.count }
        let (used, count) =
            switch form {
            case .gzip(let stream): gunzip(stream, input)
            case .zstd(let stream): unzstd(stream, input)
            }
        isFull = count == piece.count && !isWhole
        bytes += piece[..<count]
        return used
    }

    private func gunzip(
        _ stream: UnsafeMutablePointer<z_stream>, _ input: UnsafeRawBufferPointer
    ) -> (used: Int, count: Int) {
        // A file may be several gzip members, one after the other.
        if isWhole { inflateReset(stream) }
        let given = UInt32(clamping: input.count)
        let status = piece.withUnsafeMutableBufferPointer { target in
            stream.pointee.next_in = UnsafeMutablePointer(
                mutating: input.baseAddress?.assumingMemoryBound(to: UInt8.self))
            stream.pointee.avail_in = given
            stream.pointee.next_out = target.baseAddress
            stream.pointee.avail_out = UInt32(target.count)
            return CZlib.inflate(stream, Z_NO_FLUSH)
        }
        isWhole = status == Z_STREAM_END
        isDamaged = status != Z_OK && status != Z_STREAM_END && status != Z_BUF_ERROR
        return (Int(given - stream.pointee.avail_in), piece.count - Int(stream.pointee.avail_out))
    }

    private func unzstd(_ stream: OpaquePointer, _ input: UnsafeRawBufferPointer) -> (used: Int, count: Int) {
        var source = ZSTD_inBuffer(src: input.baseAddress, size: input.count, pos: 0)
        var left = 0
        let count = piece.withUnsafeMutableBytes { target in
            var output = ZSTD_outBuffer(dst: target.baseAddress, size: target.count, pos: 0)
            left = ZSTD_decompressStream(stream, &output, &source)
            return output.pos
        }
        isDamaged = ZSTD_isError(left) != 0
        isWhole = left == 0
        return (source.pos, count)
    }
}
