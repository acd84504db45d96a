// Division by multiplication against division.

import Testing

@testable import Storage

struct ExactDivisorTests {
    private static let divisors: [UInt64] = [1, 2, 3, 4, 7, 10, 12, 4_096, 15_000_000, 1 << 61, (1 << 62) - 1]

    @Test(arguments: divisors) func itIsDivision(_ divisor: UInt64) {
        let quick = ExactDivisor(divisor)
        var random = SeededGenerator(state: divisor)
        for _ in 0..<2_000 {
            let number = random.next() >> UInt64.random(in: 0..<63, using: &random)
            #expect(quick.divides(number) == (number % divisor == 0))
            let whole = Int64(number / divisor / 2)
            for quotient in [whole, -whole] {
                #expect(quick.quotient(quotient &* Int64(divisor)) == quotient)
            }
        }
        #expect(quick.divides(0) && quick.quotient(0) == 0)
    }

    @Test func nothingDividesButNothing() {
        #expect(ExactDivisor(0).divides(0) && !ExactDivisor(0).divides(7))
    }
}
