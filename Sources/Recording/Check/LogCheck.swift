// SQLite's log, which a killed recorder left, tested frame by frame. SQLite itself takes what stands before the first damage and says nothing of
// the rest. It changes nothing.

import Foundation

enum LogCheck {
    private static let headBytes = 32, frameHeadBytes = 24

    /// - Returns: what of the log is lost, in words; nil if nothing is, or if somebody is writing it just now: a log that grows meanwhile is
    ///   nobody's evidence.
    static func fault(of path: String) -> String? {
        guard StillFile(path) != nil,
            let file = FileHandle(forReadingAtPath: path + "-wal")
        else { return nil }
        defer { try? file.close() }
        guard let head = read(headBytes, file) else { return nil }
        var log = LogSum(isBig: head[3] & 1 == 1)
        log.add(head[..<24])
        let pageBytes = Int(LogSum.word(head, 8))
        guard head.starts(with: [0x37, 0x7F, 0x06]), log.isSaid(head, at: 24), (512...65_536).contains(pageBytes) else {
            return "\(path)-wal: its beginning is damaged: what it held is lost"
        }
        var damaged: Int?, frame = 0
        while let bytes = read(frameHeadBytes + pageBytes, file) {
            defer { frame += 1 }
            // Behind the frames of this round there may be some of the one before.
            let isOfThisRound = bytes[8..<16].elementsEqual(head[16..<24])
            if let damaged {
                // The last frame may be half written where the recorder was killed; a commit behind it says that it was whole once.
                guard isOfThisRound, LogSum.word(bytes, 4) != 0 else { continue }
                let at = headBytes + damaged * (frameHeadBytes + pageBytes)
                return "\(path)-wal: damaged at byte \(at): what was written after that is lost"
            }
            log.add(bytes[..<8])
            log.add(bytes[frameHeadBytes...])
            if !isOfThisRound || !log.isSaid(bytes, at: 16) { damaged = frame }
        }
        return nil
    }

    private static func read(_ count: Int, _ file: FileHandle) -> [UInt8]? {
        guard let data = try? file.read(upToCount: count), data.count == count else { return nil }
        return [UInt8](data)
    }
}

/// The running checksum of SQLite's log.
private struct LogSum {
    private var one: UInt32 = 0, other: UInt32 = 0
    private let isBig: Bool

    init(isBig: Bool) { self.isBig = isBig }

    /// - Parameter bytes: a multiple of eight.
    mutating func add(_ bytes: ArraySlice<UInt8>) {
        for at in stride(from: bytes.startIndex, to: bytes.endIndex - 7, by: 8) {
            one = one &+ number(bytes, at) &+ other
            other = other &+ number(bytes, at + 4) &+ one
        }
    }

    func isSaid(_ bytes: [UInt8], at offset: Int) -> Bool {
        Self.word(bytes, offset) == one && Self.word(bytes, offset + 4) == other
    }

    /// Numbers of the log's own, the greatest byte first.
    static func word(_ bytes: [UInt8], _ at: Int) -> UInt32 {
        bytes[at..<at + 4].reduce(0) { $0 << 8 | UInt32($1) }
    }

    @inline(__always)
    private func number(_ bytes: ArraySlice<UInt8>, _ at: Int) -> UInt32 {
        let value =
            UInt32(bytes[at]) | UInt32(bytes[at + 1]) << 8 | UInt32(bytes[at + 2]) << 16 | UInt32(bytes[at + 3]) << 24
        return isBig ? value.byteSwapped : value
    }
}
