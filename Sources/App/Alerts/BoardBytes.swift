// A board as the bytes that a recording keeps: JSON with sorted keys.

import Alerting
import Facility
import Foundation
import Recording
import Telemetry

/// Writes and reads boards.
public enum BoardBytes {
    /// Empty if there is no JSON of it.
    public static func write(_ board: AlertBoard) -> [UInt8] { write(StoredBoard(board)) }

    static func write(_ board: StoredBoard) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(board)).map { [UInt8]($0) } ?? []
    }

    /// What a board says of some places; empty if it can not be read.
    ///
    /// - Parameter place: where a place stands now, nil if it is gone.
    static func relocated(_ bytes: [UInt8], _ place: (Place) -> Place?) -> [UInt8] {
        (try? JSONDecoder().decode(StoredBoard.self, from: Data(bytes))).map { write($0.relocated(place)) } ?? []
    }

    /// nil if a later version wrote it, or nobody did.
    static func read(_ bytes: [UInt8], at moment: Timestamp) -> AlertBoard? {
        (try? JSONDecoder().decode(StoredBoard.self, from: Data(bytes)))?.board(at: moment)
    }
}

extension ReplayMoment {
    /// What the rules said then; where nobody asked them, or nobody can read it, the reason.
    public var board: AlertBoard {
        guard gap == nil else {
            return .silent(damage.isEmpty ? "nothing is recorded here" : "nothing is readable here")
        }
        if let alertsFault { return .silent("\(alertsFault); `vigie convert FILE --out NEW` asks the rules anew") }
        guard let alerts else {
            return .silent("the rules were not asked when this was recorded; `vigie convert FILE --out NEW` asks them")
        }
        return BoardBytes.read(alerts, at: snapshot.moment)
            ?? .silent("another version wrote down what the rules said; `vigie convert FILE --out NEW` asks them anew")
    }
}
