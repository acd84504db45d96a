// SQLite's log, which a killed recorder left, tested frame by frame (unsafe: lent bytes of a file). SQLite itself takes what stands before the
// first damage and says nothing of the rest. It changes nothing.

import Foundation

/// A look at the log of a recording that nobody writes.
public enum LogCheck {
    private static let headBytes = 32, frameHeadBytes = 24
    /// Frames that are read at once.
    private static let framesAtOnce = 8

    /// As long as SQLite takes to read the log when the file is opened; nothing where there is none.
    ///
    /// No connection of this process may have the file open: see `StillFile`.
    ///
    /// - Returns: what of the log is lost, in words; nil if nothing is, or if somebody is writing it just now: a log that grows meanwhile is
    ///   nobody's evidence.
    public static func fault(of path: String) -> String? {
        guard let before = StillFile(path), let file = FileHandle(forReadingAtPath: path + "-wal") else { return nil }
        defer { try? file.close() }
        guard let head = read(headBytes, file) else { return nil }
        let lost =
            head.count == headBytes
            ? head.withUnsafeBytes { loss(file, head: $0) } : "cut before its first page: what it held is lost"
        return lost.flatMap { StillFile(path) == before ? "\(path)-wal: \($0)" : nil }
    }

    private static func loss(_ file: FileHandle, head: UnsafeRawBufferPointer) -> String? {
        var log = LogSum(isBig: head[3] & 1 == 1)
        log.add(UnsafeRawBufferPointer(rebasing: head[..<24]))
        let pageBytes = Int(LogSum.word(head, 8))
        guard head.starts(with: [0x37, 0x7F, 0x06]), log.isSaid(head, at: 24), (512...65_536).contains(pageBytes) else {
            return "its beginning is damaged: what it held is lost"
        }
        let frameBytes = frameHeadBytes + pageBytes
        var damaged: Int?, frame = 0
        while let block = read(frameBytes * framesAtOnce, file) {
            let isLost = block.withUnsafeBytes { block in
                for start in stride(from: 0, through: block.count - frameBytes, by: frameBytes) {
                    defer { frame += 1 }
                    let bytes = UnsafeRawBufferPointer(rebasing: block[start..<start + frameBytes])
                    // Behind the frames of this round there may be some of the one before.
                    let isOfThisRound = bytes[8..<16].elementsEqual(head[16..<24])
                    if damaged != nil {
                        // The last frame may be half written where the recorder was killed; a commit behind it says that it was whole once.
                        if isOfThisRound, LogSum.word(bytes, 4) != 0 { return true }
                        continue
                    }
                    log.add(UnsafeRawBufferPointer(rebasing: bytes[..<8]))
                    log.add(UnsafeRawBufferPointer(rebasing: bytes[frameHeadBytes...]))
                    if !isOfThisRound || !log.isSaid(bytes, at: 16) { damaged = frame }
                }
                return false
            }
            if isLost, let damaged {
                return "damaged at byte \(headBytes + damaged * frameBytes): what was written after that is lost"
            }
        }
        return nil
    }

    /// As many bytes as there are; nil at the end.
    private static func read(_ count: Int, _ file: FileHandle) -> Data? {
        guard let data = try? file.read(upToCount: count), !data.isEmpty else { return nil }
        return data
    }
}

/// The running checksum of SQLite's log.
private struct LogSum {
    private var one: UInt32 = 0, other: UInt32 = 0
    private let isBig: Bool

    init(isBig: Bool) { self.isBig = isBig }

    /// - Parameter bytes: a multiple of eight.
    mutating func add(_ bytes: UnsafeRawBufferPointer) {
        guard let base = bytes.baseAddress else { return }
        var (one, other) = (one, other)
        for at in stride(from: 0, through: bytes.count - 8, by: 8) {
            one = one &+ number(base + at) &+ other
            other = other &+ number(base + at + 4) &+ one
        }
        (self.one, self.other) = (one, other)
    }

    func isSaid(_ bytes: UnsafeRawBufferPointer, at offset: Int) -> Bool {
        Self.word(bytes, offset) == one && Self.word(bytes, offset + 4) == other
    }

    /// Numbers of the log's own, the greatest byte first.
    static func word(_ bytes: UnsafeRawBufferPointer, _ at: Int) -> UInt32 {
        UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt32.self))
    }

    @inline(__always)
    private func number(_ bytes: UnsafeRawPointer) -> UInt32 {
        let value = bytes.loadUnaligned(as: UInt32.self)
        return isBig ? UInt32(bigEndian: value) : UInt32(littleEndian: value)
    }
}
