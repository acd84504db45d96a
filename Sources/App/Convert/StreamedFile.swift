// A file read piece by piece, inflated if its name says so (unsafe inside: hands buffers to the system, zlib and zstd). Whatever it inflates to,
// it holds one piece. Reading whole files is `CheckedFile`.

import CZlib
import CZstd
import Foundation
import Glibc

/// Used by one thread.
final class StreamedFile {
    static let pieceBytes = 1 << 18

    private enum Form {
        case plain
        case gzip(UnsafeMutablePointer<z_stream>)
        case zstd(OpaquePointer)
    }

    private let path: String
    private let descriptor: Int32
    private let form: Form
    private var packed = [UInt8](repeating: 0, count: StreamedFile.pieceBytes)
    /// What of `packed` is still to be inflated.
    private var rest = 0..<0
    private var piece = [UInt8](repeating: 0, count: StreamedFile.pieceBytes)
    /// The last piece was full: there may be more without any input.
    private var isFull = false
    /// Nothing is begun that has not ended.
    private var isWhole = false
    /// What is wrong with the compressed form; what stood before it was given.
    private(set) var damage: String?

    init(_ path: String) throws(UserError) {
        self.path = path
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw UserError("\(path): \(String(cString: strerror(errno)))") }
        if path.lowercased().hasSuffix(".gz") {
            let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
            stream.initialize(to: z_stream())
            _ = vg_inflate_gzip(stream)
            form = .gzip(stream)
        } else if path.lowercased().hasSuffix(".zst"), let stream = ZSTD_createDStream() {
            ZSTD_DCtx_setParameter(stream, ZSTD_d_windowLogMax, 27)
            form = .zstd(stream)
        } else {
            form = .plain
        }
    }

    deinit {
        close(descriptor)
        switch form {
        case .plain: break
        case .gzip(let stream):
            inflateEnd(stream)
            stream.deallocate()
        case .zstd(let stream): ZSTD_freeDStream(stream)
        }
    }

    /// Appends the next piece; false at the end.
    func next(into bytes: inout [UInt8]) throws(UserError) -> Bool {
        if case .plain = form {
            let count = try read(into: &piece)
            bytes += piece[..<count]
            return count > 0
        }
        while damage == nil {
            if rest.isEmpty, !isFull {
                rest = 0..<(try read(into: &packed))
                if rest.isEmpty {
                    if !isWhole { damage = "it is cut off" }
                    return false
                }
            }
            let count = inflated()
            bytes += piece[..<count]
            if count > 0 { return true }
        }
        return false
    }

    private func read(into buffer: inout [UInt8]) throws(UserError) -> Int {
        while true {
            let count = buffer.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw UserError("\(path): \(String(cString: strerror(errno)))") }
            return count
        }
    }

    /// - Returns: bytes of `piece` that were filled.
    private func inflated() -> Int {
        switch form {
        case .plain: 0
        case .gzip(let stream): gunzipped(stream)
        case .zstd(let stream): unzstded(stream)
        }
    }

    private func gunzipped(_ stream: UnsafeMutablePointer<z_stream>) -> Int {
        // A file may be several gzip members, one after the other.
        if isWhole { inflateReset(stream) }
        isWhole = false
        var status = Z_OK, count = 0
        packed.withUnsafeMutableBufferPointer { source in
            piece.withUnsafeMutableBufferPointer { target in
                stream.pointee.next_in = source.baseAddress! + rest.lowerBound
                stream.pointee.avail_in = UInt32(rest.count)
                stream.pointee.next_out = target.baseAddress
                stream.pointee.avail_out = UInt32(target.count)
                status = inflate(stream, Z_NO_FLUSH)
                count = target.count - Int(stream.pointee.avail_out)
            }
        }
        rest = rest.upperBound - Int(stream.pointee.avail_in)..<rest.upperBound
        isWhole = status == Z_STREAM_END
        isFull = count == piece.count && !isWhole
        if status != Z_OK, status != Z_STREAM_END, status != Z_BUF_ERROR {
            damage = "not a gzip file, or a damaged one"
        }
        return count
    }

    private func unzstded(_ stream: OpaquePointer) -> Int {
        var left = 0, count = 0
        packed.withUnsafeBytes { source in
            piece.withUnsafeMutableBytes { target in
                var input = ZSTD_inBuffer(src: source.baseAddress, size: rest.upperBound, pos: rest.lowerBound)
                var output = ZSTD_outBuffer(dst: target.baseAddress, size: target.count, pos: 0)
                left = ZSTD_decompressStream(stream, &output, &input)
                (rest, count) = (input.pos..<rest.upperBound, output.pos)
            }
        }
        if ZSTD_isError(left) != 0 { damage = "not a zstd file, or a damaged one" }
        isWhole = left == 0
        isFull = count == piece.count && !isWhole
        return count
    }
}
