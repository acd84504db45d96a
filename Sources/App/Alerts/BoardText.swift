// A board on its way into a recording: written when the recorder asks, and once for all slots in which nothing of it changed.

import Alerting
import Synchronization

/// One board and its bytes. Safe to ask from any thread.
final class BoardText: Sendable {
    let board: StoredBoard
    private let written = Mutex<[UInt8]?>(nil)

    init(_ board: StoredBoard) { self.board = board }

    var bytes: [UInt8] {
        written.withLock { written in
            if let written { return written }
            let bytes = BoardBytes.write(board)
            written = bytes
            return bytes
        }
    }
}
