// What the rules said lately, so that a live hall that is looked back at shows the alarms of that moment. A list in memory and no more:
// recordings keep boards of their own.

import Alerting
import Facility
import Telemetry

/// Boards by the moments from which they held, oldest first.
struct BoardPast {
    /// As many as the slots that a live hall keeps: an hour of seconds.
    static let limit = 3_600

    private var boards: [AlertBoard] = []
    private var topology: Topology?

    /// Notes a board if it says something new.
    ///
    /// - Parameter topology: the one that its places are numbered in; boards of another one are forgotten.
    mutating func note(_ board: AlertBoard, _ topology: Topology) {
        if topology !== self.topology {
            boards = []
            self.topology = topology
        }
        guard let last = boards.last else { return boards.append(board) }
        guard board.moment > last.moment else { return }
        let sameAlarms = board.alarms == last.alarms, sameResolved = board.resolved == last.resolved
        if sameAlarms, sameResolved, Self.saysTheSame(board, last) { return }
        // What did not change is kept once.
        var kept = board
        if sameAlarms { kept.alarms = last.alarms }
        if sameResolved { kept.resolved = last.resolved }
        boards.append(kept)
        if boards.count > Self.limit * 5 / 4 { boards.removeFirst(boards.count - Self.limit) }
    }

    private static func saysTheSame(_ one: AlertBoard, _ other: AlertBoard) -> Bool {
        one.readiness == other.readiness && one.waiting == other.waiting
            && one.pending.elementsEqual(other.pending, by: ==)
            && one.blind.elementsEqual(other.blind) { $0.rule == $1.rule && $0.metrics == $1.metrics }
            && one.stragglers.elementsEqual(other.stragglers, by: ==) && one.laggards == other.laggards
    }

    /// The board that held at a moment; a silent one if none is known.
    func board(at moment: Timestamp) -> AlertBoard {
        guard let held = boards.last(where: { $0.moment <= moment }) else {
            return .silent("what the rules said at this moment is not kept")
        }
        var board = held
        board.moment = moment
        return board
    }
}
