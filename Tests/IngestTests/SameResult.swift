// Whether two ways to read a page found the same: numbers to the bit, meanings, places and the printed labels.

import Ingest
import Telemetry

enum SameResult {
    static func same(_ left: DecodedPage, _ a: PageValues, _ right: DecodedPage, _ b: PageValues) -> Bool {
        switch (left, right) {
        case (.failed(let one), .failed(let other)): return one == other
        case (.values(let one, let badOne, let firstOne), .values(let other, let badOther, let firstOther)):
            return badOne == badOther && firstOne == firstOther && one.hosts == other.hosts
                && one.gpus.elementsEqual(other.gpus) { $0.host == $1.host && $0.identity == $1.identity }
                && one.series.count == other.series.count && a.count == b.count && a.count == one.series.count
                && zip(one.series, other.series).allSatisfy {
                    $0.name == $1.name && $0.labels == $1.labels && $0.metric == $1.metric && $0.gpu == $1.gpu
                        && $0.host == $1.host && $0.factor == $1.factor && $0.sub?.number == $1.sub?.number
                        && $0.part == $1.part && $0.rank == $1.rank && $0.isCounter == $1.isCounter
                        && $0.hasBlanks == $1.hasBlanks
                }
                && printed(one) == printed(other)
                && (0..<a.count).allSatisfy {
                    a[$0].bitPattern == b[$0].bitPattern && a.timestamp(at: $0) == b.timestamp(at: $0)
                }
        default: return false
        }
    }

    private static func printed(_ table: SeriesTable) -> [String] {
        table.series.parts.flatMap { part in
            part.range.map { index in
                index < part.block.printed.count
                    ? part.block.printed[index].name + part.block.printed[index].labels : ""
            }
        }
    }
}
