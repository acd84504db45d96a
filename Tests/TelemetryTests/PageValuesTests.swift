// Rows that change places: nobody's numbers are lost, and no row becomes too short for its timestamps.

import Telemetry
import Testing

struct PageValuesTests {
    @Test func whoGaveItsNumbersCanBeWrittenAgain() {
        let kept = PageValues(capacity: 0), row = PageValues(capacity: 2)
        for round in 0..<5 {
            // Longer each time, then as long as before.
            if round % 2 == 0 { row.resize(to: 10 + round * 40, timestamps: round == 2) }
            for index in 0..<row.count { row[index] = Double(round * 1_000 + index) }
            let wanted = row.numbers
            kept.takeNumbers(of: row)
            #expect(kept.numbers == wanted && row.count == wanted.count && kept.timestamps == nil)
        }
    }

    @Test func aRowWithTimestampsGrowsAsAWhole() throws {
        let kept = PageValues(capacity: 500), row = PageValues(capacity: 4)
        row.resize(to: 4, timestamps: true)
        kept.resize(to: 1)
        kept.takeNumbers(of: row)
        // It has room for 500 numbers now, and must have as much for timestamps.
        row.resize(to: 4, timestamps: true)
        row.extend(to: 400)
        let stamps = try #require(row.timestamps)
        for index in 0..<400 { (row[index], stamps[index]) = (Double(index), Int64(index)) }
        #expect(row.timestamp(at: 399) == Timestamp(milliseconds: 399) && row[399] == 399)
    }
}
