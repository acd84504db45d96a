// A moment is found by halving exactly where looking at every span finds it.

import Telemetry
import Testing

@testable import Recording

struct SpanListTests {
    /// What the rules say, told span by span.
    private struct Naive {
        let rows: [SpanRow]
        let steps: [Int64]

        func row(at time: Timestamp) -> SpanRow? {
            let all = rows.indices
            // Within a first slot, where nothing before it holds until that has ended.
            let soon = all.last { rows[$0].start < time && time < rows[$0].start + steps[$0] }.flatMap { soon in
                all.contains {
                    $0 != soon && rows[$0].start < time && rows[soon].start - rows[$0].end < 2 * steps[$0]
                } ? nil : rows[soon]
            }
            return all.last { rows[$0].start + steps[$0] <= time && time < rows[$0].end + steps[$0] }.map { rows[$0] }
                ?? soon
                ?? all.filter { rows[$0].start + steps[$0] <= time }.map { rows[$0] }
                .max { ($0.end, $0.id) < ($1.end, $1.id) } ?? rows.first { $0.start < time }
        }

        func holds(_ time: Timestamp) -> Bool {
            rows.indices.contains { rows[$0].start + steps[$0] <= time && time < rows[$0].end + steps[$0] }
        }

        /// The ends of all slots.
        var ends: [Timestamp] {
            rows.indices.flatMap { index in
                stride(from: steps[index], through: rows[index].end - rows[index].start, by: Int(steps[index])).map {
                    rows[index].start + $0
                }
            }
        }

        func silence(at time: Timestamp) -> (before: Timestamp?, after: Timestamp?)? {
            guard !rows.indices.contains(where: { rows[$0].start < time && time - rows[$0].end < 2 * steps[$0] }) else {
                return nil
            }
            return (rows.map(\.end).filter { $0 <= time }.max(), rows.map(\.start).filter { $0 >= time }.min())
        }
    }

    private static func row(_ id: Int64, _ epoch: Int64, _ start: Int64, _ end: Int64) -> SpanRow {
        SpanRow(
            id: id, epoch: epoch, firstSlot: 0, slots: 1, columns: [], start: Timestamp(milliseconds: start),
            end: Timestamp(milliseconds: end), isSealed: true, samples: 0, wireSamples: 0)
    }

    /// Spans of two lengths of slots, with gaps; or with a clock set back now and then.
    @Test(arguments: [true, false]) func halvingFindsWhatLookingFinds(isOrdered: Bool) {
        var random = SystemRandomNumberGenerator(), ordered = 0
        for _ in 0..<60 {
            var rows: [SpanRow] = [], time: Int64 = 1_000_000
            for id in 1...Int64.random(in: 1...12, using: &random) {
                let epoch = 1 + id / 5, step: Int64 = epoch % 2 == 0 ? 10_000 : 1_000
                time += [0, 0, 0, step * 3, 60_000].randomElement(using: &random)!
                if !isOrdered, Bool.random(using: &random) { time -= 40_000 }
                let end = time + step * Int64.random(in: 1...6, using: &random)
                rows.append(Self.row(id, epoch, time, end))
                time = end
            }
            let length = { (epoch: Int64) -> Int64 in epoch % 2 == 0 ? 10_000 : 1_000 }
            let list = SpanList(rows, stepMs: length)
            let naive = Naive(rows: rows, steps: rows.map { length($0.epoch) }), ends = naive.ends
            if list.isOrdered { ordered += 1 }
            for moment in stride(from: Int64(940_000), to: time + 60_000, by: 500) {
                let at = Timestamp(milliseconds: moment)
                #expect(list.row(at: at) == naive.row(at: at))
                #expect(list.holds(at) == naive.holds(at))
                #expect(list.end(after: at) == ends.filter { $0 > at }.min())
                #expect(list.end(before: at) == ends.filter { $0 < at }.max())
                let (one, other) = (list.silence(at: at), naive.silence(at: at))
                #expect((one == nil) == (other == nil) && one?.before == other?.before && one?.after == other?.after)
                #expect(list.start(after: at) == rows.map(\.start).filter { $0 > at }.min())
                #expect(list.ended(by: at) == rows.last { $0.end <= at })
            }
            #expect(list.extent?.start == rows.map(\.start).min() && list.extent?.end == rows.map(\.end).max())
        }
        #expect(isOrdered ? ordered > 20 : ordered < 60)
    }

    /// Gaps and what was recorded twice are those of time, in whatever order the spans were written.
    @Test func gapsAndOverlapsDoNotHangOnTheOrderOfWriting() {
        let rows = [(10, 11), (11, 12), (20, 21), (5, 6), (11, 12), (12, 13)].enumerated().map { index, row in
            Self.row(Int64(index + 1), 1, row.0, row.1)
        }
        for rows in [rows, rows.reversed(), rows.sorted { $0.start < $1.start }] {
            let cover = SpanCover(rows)
            let gaps = cover.gaps.map { [$0.from.milliseconds, $0.to.milliseconds] }
            #expect(gaps == [[6, 10], [13, 20]])
            #expect(cover.overlaps.map { [$0.from.milliseconds, $0.to.milliseconds] } == [[11, 12]])
        }
        // A long one with two inside, and one that goes on from them.
        let nested = SpanCover([(0, 100), (10, 20), (20, 30), (90, 120)].map { Self.row(1, 1, $0.0, $0.1) })
        #expect(nested.gaps.isEmpty)
        #expect(nested.overlaps.map { [$0.from.milliseconds, $0.to.milliseconds] } == [[10, 30], [90, 100]])
    }

    /// Slots of a second, then of ten: what was known last holds until the first long one has ended, and is no gap.
    @Test func aLongerSlotIsShownOnceItHasEnded() {
        let rows = [Self.row(1, 1, 0, 60_000), Self.row(2, 2, 60_000, 120_000), Self.row(3, 2, 180_000, 240_000)]
        for rows in [rows, [rows[2], rows[0], rows[1]]] {
            let list = SpanList(rows) { $0 == 1 ? 1_000 : 10_000 }
            func span(_ time: Int64) -> Int64? { list.row(at: Timestamp(milliseconds: time))?.id }
            #expect(span(60_000) == 1 && span(62_000) == 1 && span(69_999) == 1 && span(70_000) == 2)
            #expect(list.silence(at: Timestamp(milliseconds: 65_000)) == nil)
            // Behind a gap nothing is known but that.
            #expect(span(181_000) == 3)
            #expect(list.silence(at: Timestamp(milliseconds: 150_000)) != nil)
        }
    }

    @Test func nothingIsFoundInNothing() {
        let list = SpanList()
        let time = Timestamp(milliseconds: 1_000)
        #expect(list.row(at: time) == nil && list.extent == nil && list.start(after: time) == nil)
        #expect(list.silence(at: time)?.before == nil)
    }
}
