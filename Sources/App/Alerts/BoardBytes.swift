// A board as the bytes that a recording keeps: JSON with sorted keys.

import Alerting
import Foundation
import Recording
import Telemetry

/// Writes and reads boards.
public enum BoardBytes {
    /// Empty if there is no JSON of it.
    public static func write(_ board: AlertBoard) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(StoredBoard(board))).map { [UInt8]($0) } ?? []
    }

    /// nil if a later version wrote it, or nobody did.
    static func read(_ bytes: [UInt8], at moment: Timestamp) -> AlertBoard? {
        (try? JSONDecoder().decode(StoredBoard.self, from: Data(bytes)))?.board(at: moment)
    }
}

extension ReplayMoment {
    /// What the rules said then; the empty board if nobody asked them.
    public var board: AlertBoard { alerts.flatMap { BoardBytes.read($0, at: snapshot.moment) } ?? .empty }
}
