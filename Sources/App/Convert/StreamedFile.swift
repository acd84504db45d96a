// A file read piece by piece, inflated if its name says so (unsafe inside: hands buffers to the system). Reading whole files is `CheckedFile`.

import Glibc

/// Used by one thread.
final class StreamedFile {
    static let pieceBytes = 1 << 18

    private let path: String
    private let descriptor: Int32
    private let inflater: Inflater?
    private var piece = [UInt8](repeating: 0, count: StreamedFile.pieceBytes)
    /// What of the piece is still to be inflated.
    private var rest = 0..<0
    /// What is wrong with the compressed form; what stood before it was given.
    private(set) var damage: String?

    init(_ path: String) throws(UserError) {
        self.path = path
        inflater = Inflater(for: path)
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw UserError("\(path): \(String(cString: strerror(errno)))") }
    }

    deinit { close(descriptor) }

    /// Appends the next piece; false at the end.
    func next(into bytes: inout [UInt8]) throws(UserError) -> Bool {
        guard let inflater else {
            let count = try read()
            bytes += piece[..<count]
            return count > 0
        }
        let before = bytes.count
        while bytes.count == before {
            if rest.isEmpty, !inflater.isFull {
                rest = 0..<(try read())
                if rest.isEmpty {
                    if !inflater.isWhole, damage == nil { damage = "it is cut off" }
                    return false
                }
            }
            let used = piece.withUnsafeBytes {
                inflater.inflate(UnsafeRawBufferPointer(rebasing: $0[rest]), into: &bytes)
            }
            rest = rest.lowerBound + used..<rest.upperBound
            guard !inflater.isDamaged else {
                damage = "not a \(inflater.name) file, or a damaged one"
                return bytes.count > before
            }
        }
        return true
    }

    private func read() throws(UserError) -> Int {
        while true {
            let count = piece.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw UserError("\(path): \(String(cString: strerror(errno)))") }
            return count
        }
    }
}
