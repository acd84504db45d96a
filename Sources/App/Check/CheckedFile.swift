// A file to check, as bytes (unsafe inside: hands buffers to zlib and zstd): plain, gzip or zstd by its name. Bounded.

import CZlib
import CZstd
import Foundation
import Glibc

/// Reads whole files, inflated, up to a limit.
enum CheckedFile {
    enum Failure: Error, Equatable {
        /// Cannot be opened or read.
        case unreadable(String)
        case tooLarge(limitBytes: Int)
        /// The compressed form is damaged.
        case damaged(String)
    }

    /// - Parameter path: `-` is standard input.
    static func read(_ path: String, limitBytes: Int) throws(Failure) -> [UInt8] {
        let (bytes, damage) = try readWhatIsThere(path, limitBytes: limitBytes)
        if let damage { throw .damaged(damage) }
        return bytes
    }

    /// A compressed file that was cut gives what stands before the cut, and what is wrong with it.
    static func readWhatIsThere(_ path: String, limitBytes: Int) throws(Failure) -> (bytes: [UInt8], damage: String?) {
        let packed = try bytes(path, limitBytes: limitBytes)
        if path.hasSuffix(".gz") { return try gunzip(packed, limitBytes) }
        if path.hasSuffix(".zst") { return try unzstd(packed, limitBytes) }
        return (packed, nil)
    }

    private static func bytes(_ path: String, limitBytes: Int) throws(Failure) -> [UInt8] {
        guard let file = path == "-" ? FileHandle.standardInput : try opened(path) else {
            throw .unreadable("no such file, or no right to read it")
        }
        var status = stat()
        let isWhole = fstat(file.fileDescriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
        if isWhole, status.st_size > limitBytes { throw .tooLarge(limitBytes: limitBytes) }
        // A file is read to where its bytes stay; what it gained meanwhile, and what is no file, comes in parts.
        var bytes = isWhole ? Self.bytes(file.fileDescriptor, count: Int(status.st_size)) : []
        do {
            while let part = try file.read(upToCount: 1 << 20), !part.isEmpty {
                bytes.append(contentsOf: part)
                if bytes.count > limitBytes { break }
            }
        } catch {
            throw .unreadable("cannot be read")
        }
        if bytes.count > limitBytes { throw .tooLarge(limitBytes: limitBytes) }
        return bytes
    }

    /// How long a pipe may have nobody who writes into it.
    private static let patienceMs: Int32 = 5_000

    /// nil if it can not be opened. A pipe is waited for, but not for ever.
    private static func opened(_ path: String) throws(Failure) -> FileHandle? {
        let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        var status = stat(), wanted = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFIFO, poll(&wanted, 1, patienceMs) == 0 {
            throw .unreadable("a pipe that nobody writes into")
        }
        _ = fcntl(descriptor, F_SETFL, 0)
        return file
    }

    /// As many bytes as there are, up to `count`.
    private static func bytes(_ descriptor: Int32, count: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: count + 1) { buffer, filled in
            while filled < count {
                let got = Glibc.read(descriptor, buffer.baseAddress! + filled, count - filled)
                if got <= 0 { break }
                filled += got
            }
        }
    }

    private static func gunzip(_ packed: [UInt8], _ limit: Int) throws(Failure) -> ([UInt8], damage: String?) {
        var stream = z_stream()
        guard vg_inflate_gzip(&stream) == Z_OK else { throw .damaged("zlib cannot start") }
        defer { inflateEnd(&stream) }
        var out: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        var packed = packed
        var status = Z_OK
        let input = packed.count
        packed.withUnsafeMutableBufferPointer { source in
            stream.next_in = source.baseAddress
            stream.avail_in = UInt32(clamping: input)
            while status == Z_OK, out.count <= limit {
                let produced = buffer.withUnsafeMutableBufferPointer { target -> Int in
                    stream.next_out = target.baseAddress
                    stream.avail_out = UInt32(target.count)
                    status = inflate(&stream, Z_NO_FLUSH)
                    return target.count - Int(stream.avail_out)
                }
                out += buffer[..<produced]
                // A file may be several gzip members, one after the other.
                if status == Z_STREAM_END, stream.avail_in > 0 { status = inflateReset(&stream) }
                if produced == 0, stream.avail_in == 0, status != Z_STREAM_END { status = Z_BUF_ERROR }
            }
        }
        if out.count > limit { throw .tooLarge(limitBytes: limit) }
        return (out, status == Z_STREAM_END ? nil : "not a whole gzip file")
    }

    private static func unzstd(_ packed: [UInt8], _ limit: Int) throws(Failure) -> ([UInt8], damage: String?) {
        guard let stream = ZSTD_createDStream() else { throw .damaged("zstd cannot start") }
        defer { ZSTD_freeDStream(stream) }
        ZSTD_DCtx_setParameter(stream, ZSTD_d_windowLogMax, 27)
        var out: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 17)
        var left = 1
        var failed = false
        packed.withUnsafeBytes { source in
            var input = ZSTD_inBuffer(src: source.baseAddress, size: source.count, pos: 0)
            var isFull = false
            while !failed, out.count <= limit, input.pos < input.size || isFull {
                let produced = buffer.withUnsafeMutableBytes { target -> Int in
                    var output = ZSTD_outBuffer(dst: target.baseAddress, size: target.count, pos: 0)
                    left = ZSTD_decompressStream(stream, &output, &input)
                    failed = ZSTD_isError(left) != 0
                    return failed ? 0 : output.pos
                }
                isFull = produced == buffer.count
                out += buffer[..<produced]
            }
        }
        if out.count > limit { throw .tooLarge(limitBytes: limit) }
        return (out, !failed && left == 0 ? nil : "not a whole zstd file")
    }
}
