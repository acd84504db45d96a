// A wire chunk as bytes: times as changes of changes, columns behind their lengths.

extension WireChunk {
    var bytes: [UInt8] {
        var writer = ByteWriter()
        writer.put(cohorts.count)
        for cohort in cohorts {
            writer.put(cohort.targets.count)
            writer.put(cohort.scrapes)
            for target in cohort.targets {
                writer.put(target.target)
                writer.put(target.layout)
                Self.write(target.times, to: &writer)
            }
            writer.put(cohort.runs.count)
            for (run, column) in zip(cohort.runs, cohort.columns) {
                writer.put(run)
                writer.put(counted: column)
            }
        }
        writer.put(failures.count)
        for failure in failures {
            writer.put(failure.target)
            writer.put(signed: failure.time)
            writer.put(signed: failure.reason)
        }
        return writer.bytes
    }

    /// - Parameter limit: numbers that it has at most. A column whose numbers are all one takes ten bytes, however many it says they are.
    /// - Returns: nil if the bytes are no wire chunk, or one of more numbers.
    init?(_ bytes: [UInt8], limit: Int) {
        var reader = ByteReader(bytes), numbers = 0
        for _ in 0..<reader.count() {
            let targets = reader.count(), scrapes = reader.count()
            guard targets > 0, (1...WireCohort.scrapeLimit).contains(scrapes), reader.isValid else { return nil }
            let entries = (0..<targets).map { _ in
                (target: reader.integer(), layout: reader.integer(), times: Self.readTimes(scrapes, &reader))
            }
            var runs: [Int] = [], columns: [[UInt8]] = []
            for _ in 0..<reader.count() {
                runs.append(reader.integer())
                columns.append(reader.counted())
            }
            guard reader.isValid, runs.allSatisfy({ (1...WireCohort.runLimit).contains($0) }) else { return nil }
            var cohort = WireCohort(series: runs.reduce(0, +), runs: runs)
            cohort.targets = entries
            cohort.columns = columns
            guard let count = cohort.numberCount, count <= limit - numbers else { return nil }
            numbers += count
            cohorts.append(cohort)
        }
        for _ in 0..<reader.count() {
            failures.append((reader.integer(), reader.signed(), reader.signed()))
        }
        guard reader.isValid else { return nil }
    }

    private static func write(_ times: [Int64], to writer: inout ByteWriter) {
        var last: Int64 = 0, step: Int64 = 0
        for time in times {
            writer.put(signed: time &- last &- step)
            step = time &- last
            last = time
        }
    }

    private static func readTimes(_ count: Int, _ reader: inout ByteReader) -> [Int64] {
        var last: Int64 = 0, step: Int64 = 0
        return (0..<count).map { _ in
            step = step &+ reader.signed()
            last = last &+ step
            return last
        }
    }
}
