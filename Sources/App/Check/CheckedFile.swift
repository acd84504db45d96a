// A file to check, as bytes (unsafe inside: lends them, reads to where they stay): plain, gzip or zstd by its name. Bounded.

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
        guard let inflater = Inflater(for: path) else { return (packed, nil) }
        return try inflated(packed, inflater, limitBytes)
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

    private static func inflated(
        _ packed: [UInt8], _ inflater: Inflater, _ limit: Int
    ) throws(Failure) -> (bytes: [UInt8], damage: String?) {
        var out: [UInt8] = []
        packed.withUnsafeBytes { source in
            var done = 0
            while !inflater.isDamaged, out.count <= limit, done < source.count || inflater.isFull {
                done += inflater.inflate(UnsafeRawBufferPointer(rebasing: source[done...]), into: &out)
            }
        }
        if out.count > limit { throw .tooLarge(limitBytes: limit) }
        let isWhole = inflater.isWhole && !inflater.isDamaged
        return (out, isWhole ? nil : "not a whole \(inflater.name) file")
    }
}
