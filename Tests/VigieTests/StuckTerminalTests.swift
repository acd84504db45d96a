// Leaving while the terminal does not read or is gone: the process must end all the same, and give the modes back.

import Foundation
import Testing

@Suite(.enabled(if: Program.isThere), .serialized)
struct StuckTerminalTests {
    @Test(arguments: [(SIGTERM, 143), (SIGHUP, 129), (SIGQUIT, 131), (SIGINT, 0)] as [(Int32, Int32)])
    func aTerminalThatDoesNotReadHoldsNobody(signal: Int32, expected: Int32) throws {
        let terminal = try PseudoTerminal(["demo", "--gpus", "288", "--scenario", "none"])
        #expect(terminal.waitFor("Hall"))
        #expect(!terminal.isCooked)
        terminal.stop()
        terminal.signal(signal)
        #expect(terminal.status() == expected)
        #expect(terminal.isCooked)
    }

    /// A reader of a dropped line is always ready and never gets a key: without a look at the line it would spin for ever.
    @Test func aDroppedLineEndsIt() throws {
        let terminal = try PseudoTerminal(["demo", "--gpus", "288", "--scenario", "none"])
        #expect(terminal.waitFor("Hall"))
        terminal.hangUp()
        #expect(terminal.status() == 129)
    }
}
