// Times of a CSV on their grids: a hole is a hole, another step is another part, and what has no step is told.

import Telemetry
import Testing

@testable import App

struct CSVGridTests {
    /// First time and step of each part, in milliseconds.
    private static func parts(_ times: [Int64]) throws -> [[Int64]] {
        var grid = CSVGrid("a.csv")
        for time in times { try grid.add(Timestamp(milliseconds: time)) }
        try grid.finish()
        return grid.parts.map { [$0.first.milliseconds, $0.stepMs] }
    }

    @Test func aHoleIsOnTheSameGrid() throws {
        #expect(try Self.parts([1_000, 2_000, 3_000, 5_000, 6_000, 60_000, 61_000, 500_000]) == [[1_000, 1_000]])
        #expect(try Self.parts([7_000]) == [[7_000, 1_000]])
        #expect(try Self.parts([0, 300_000, 600_000, 900_000, 1_200_000]) == [[0, 60_000]])
    }

    @Test func anotherStepIsAnotherPart() throws {
        let seconds = (0..<10).map { Int64($0) * 1_000 }, tens = (1...6).map { 9_000 + Int64($0) * 10_000 }
        #expect(try Self.parts(seconds + tens) == [[0, 1_000], [19_000, 10_000]])
        // Another start of the same step.
        #expect(try Self.parts(seconds + seconds.map { $0 + 20_500 }) == [[0, 1_000], [20_500, 1_000]])
    }

    /// Every time is the end of a slot of its part, whatever the times.
    @Test func everyTimeLiesOnItsGrid() throws {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<200 {
            var times: [Int64] = [], time: Int64 = 1_000_000
            for _ in 0..<Int.random(in: 1...12, using: &random) {
                let step = [50, 100, 999, 1_000, 1_000, 10_000, 60_013, 90_000].randomElement(using: &random)!
                for _ in 0..<Int.random(in: 1...8, using: &random) {
                    time += Int64(step) * Int64.random(in: 1...2, using: &random)
                    times.append(time)
                }
            }
            var parts = try Self.parts(times)[...], part: [Int64] = []
            for time in times {
                if let next = parts.first, next[0] == time { part = parts.removeFirst() }
                #expect((100...60_000).contains(part[1]) && (time - part[0]) % part[1] == 0, "\(times)")
            }
            #expect(parts.isEmpty)
        }
    }

    @Test func timesWithoutAnyStepAreTold() {
        var random = SystemRandomNumberGenerator(), time: Int64 = 0
        let times = (0..<20_000).map { _ in
            time += Int64.random(in: 1...99_999, using: &random)
            return time
        }
        do {
            _ = try Self.parts(times)
            Issue.record("a step was found")
        } catch { #expect("\(error)".contains("a.csv: its times follow no step")) }
    }
}
