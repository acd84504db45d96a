// Rows over a thin line: each once, the user's first, the clock's last, none left out for ever.

import Screen
import Testing

@Suite struct RowOrderTests {
    @Test func everyRowComesOnceAndTheClockLast() {
        for height in 0...60 {
            for cursor in [nil, 0, height / 2, height + 5] {
                var order = RowOrder()
                let rows = order.rows(height: height, cursor: cursor)
                #expect(rows.sorted() == Array(0..<height))
                #expect(height == 0 || rows.last == 0, "height \(height): \(rows)")
            }
        }
    }

    @Test func selectionAndSentenceComeFirst() {
        var order = RowOrder()
        #expect(order.rows(height: 10, cursor: 4) == [4, 8, 9, 1, 2, 3, 5, 6, 7, 0])
    }

    @Test func partsOfFramesReachEveryRow() {
        // Three rows a part, two of them always taken by the same urgent ones.
        var order = RowOrder()
        var reached = Set<Int>()
        for _ in 0..<20 {
            let rows = order.rows(height: 20, cursor: nil)
            reached.formUnion(rows.prefix(3))
            order.stop(before: rows[3])
        }
        // The clock's waits until the frame stands.
        #expect(reached == Set(1..<20))
    }

    @Test func aSmallerScreenBeginsAnew() {
        var order = RowOrder()
        order.stop(before: 40)
        #expect(order.rows(height: 5, cursor: nil) == [3, 4, 1, 2, 0])
    }

    @Test func theClockComesLastOfAPartToo() {
        var order = RowOrder()
        _ = order.rows(height: 8, cursor: 2)
        order.stop(before: 4)
        #expect(order.rows(height: 8, cursor: 2) == [2, 6, 7, 4, 5, 1, 3, 0])
    }
}
