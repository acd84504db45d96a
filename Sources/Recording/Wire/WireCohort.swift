// The scrapes of a group over one span, column by column (unsafe inside: rows of the codec). Targets whose pages have the same shape
// and count share columns: one for each run of series of one name.

import Storage
import Telemetry

/// Targets of one shape, and their scrapes as a matrix.
struct WireCohort {
    /// Layout of each target, and the times of its scrapes.
    var targets: [(target: Int, layout: Int, times: [Int64])] = []
    /// Series per page.
    let series: Int
    /// Runs of series that share a column, in page order.
    let runs: [Int]
    /// Column after column of codec bytes.
    var columns: [[UInt8]] = []

    var scrapes: Int { targets.first?.times.count ?? 0 }
}

extension WireCohort {
    /// The most scrapes of one target in a chunk: what one column can hold.
    static let scrapeLimit = 256
    /// The most series of one name on a page.
    static let runLimit = 2_000_000

    /// Numbers of all targets and scrapes, nil if there are more than anybody can count.
    var numberCount: Int? {
        let (pages, _) = targets.count.multipliedReportingOverflow(by: scrapes)
        let (count, isOver) = pages.multipliedReportingOverflow(by: series)
        return isOver ? nil : count
    }

    /// Encodes pages.
    ///
    /// - Parameter pages: per target its scrapes, oldest first, all equally many with equally many values.
    mutating func encode(_ pages: [[[Double]]], encoder: ColumnEncoder<Double>) {
        let sink = ByteSink()
        var start = 0
        for run in runs {
            let width = run * pages.count
            var rows: [[Double]] = []
            for scrape in 0..<scrapes {
                var row: [Double] = []
                row.reserveCapacity(width)
                for page in pages { row += page[scrape][start..<start + run] }
                rows.append(row)
            }
            sink.removeAll()
            Self.withRows(rows, width) {
                encoder.encodeWire(rows: $0, count: width, precision: .exact, into: sink)
            }
            columns.append([UInt8](sink.bytes))
            start += run
        }
    }

    private static func withRows(
        _ rows: [[Double]], _ width: Int, _ body: (UnsafeBufferPointer<UnsafePointer<Double>>) -> Void
    ) {
        let flat = Array(rows.joined())
        flat.withUnsafeBufferPointer { flat in
            let pointers = rows.indices.map { flat.baseAddress! + $0 * width }
            pointers.withUnsafeBufferPointer(body)
        }
    }

    /// All values, per target and scrape; nil if a column is damaged.
    func decode() -> [[[Double]]]? {
        var pages = targets.map { _ in Array(repeating: [Double](), count: scrapes) }
        for (run, column) in zip(runs, columns) {
            let width = run * targets.count
            // A column is opened before room is made for what it says it holds.
            let values = column.withUnsafeBytes { bytes -> [Double]? in
                guard let reader = ColumnReader<Double>(wire: bytes, series: width, slots: scrapes) else { return nil }
                var values = [Double](repeating: 0, count: width * scrapes)
                return values.withUnsafeMutableBufferPointer { reader.readAll(into: $0.baseAddress!) } ? values : nil
            }
            guard let values else { return nil }
            for target in targets.indices {
                for scrape in 0..<scrapes {
                    for series in 0..<run {
                        pages[target][scrape].append(values[(target * run + series) * scrapes + scrape])
                    }
                }
            }
        }
        return pages
    }

    /// The page of one target at one of its scrapes; nil if a column is damaged.
    func page(target: Int, scrape: Int) -> [Double]? {
        var page: [Double] = []
        for (run, column) in zip(runs, columns) {
            let width = run * targets.count
            var values = [Double](repeating: 0, count: width)
            let good = column.withUnsafeBytes { bytes in
                values.withUnsafeMutableBufferPointer {
                    ColumnReader<Double>(wire: bytes, series: width, slots: scrapes)?.read(
                        slot: scrape, into: $0.baseAddress!) ?? false
                }
            }
            guard good else { return nil }
            page += values[target * run..<(target + 1) * run]
        }
        return page
    }
}
