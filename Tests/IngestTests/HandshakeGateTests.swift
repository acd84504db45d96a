// The queue before the handshakes: never too many at once, nobody forgotten, nobody twice.

import Testing

@testable import Ingest

struct HandshakeGateTests {
    @Test func neverMoreThanTheWidthAndAllInOrder() {
        let gate = HandshakeGate()
        var inside = 0, most = 0, order: [Int] = []
        for number in 0..<5_000 {
            gate.enter {
                inside += 1
                most = max(most, inside)
                order.append(number)
                return true
            }
            // Some leave while others still come.
            if number % 3 == 0 {
                inside -= 1
                gate.leave()
            }
        }
        while inside > 0 {
            inside -= 1
            gate.leave()
        }
        #expect(most == HandshakeGate.width && order == Array(0..<5_000))
    }

    @Test func thoseWithNothingToBeginTakeNoDoor() {
        let gate = HandshakeGate()
        var begun = 0
        for number in 0..<100_000 {
            gate.enter {
                begun += 1
                return number < HandshakeGate.width
            }
        }
        #expect(begun == HandshakeGate.width)
        gate.leave()
        #expect(begun == 100_000)
        gate.enter {
            begun += 1
            return true
        }
        #expect(begun == 100_001)
    }

    @Test func whoLeavesAtOnceLetsTheNextIn() {
        let gate = HandshakeGate()
        var begun = 0
        for _ in 0..<10_000 {
            gate.enter {
                begun += 1
                gate.leave()
                return true
            }
        }
        #expect(begun == 10_000)
    }
}
