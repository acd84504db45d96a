// Recorded text taken apart into scrapes (unsafe: borrows the file's bytes): concatenated pages, pages with timestamps, OpenMetrics
// series by series. A file without a single sample is no telemetry.

import Exposition

/// Splits one file.
struct TextSplitter {
    /// When pages without timestamps are taken to follow one another.
    static let hostSpacingMs: Int64 = 15_000
    static let gpuSpacingMs: Int64 = 1_000

    let file: Int
    let name: String
    /// When the file was taken, by its name or its modification time.
    let timeMs: Int64
    private var pages: [TextPage] = []
    /// Samples whose time is none: before 1970 or after 9999.
    private(set) var leftOut = 0
    /// Samples whose series has a value at that time already.
    private(set) var repeated = 0
    /// Pages that follow one another at a distance that nobody wrote down, and that distance.
    private(set) var assumed: (pages: Int, spacingMs: Int64)?
    /// Whether any page has no other time than the file's.
    private(set) var takesFileTime = false
    private static let times: ClosedRange<Int64> = 0...253_402_300_799_000

    init(file: Int, name: String, timeMs: Int64) {
        self.file = file
        self.name = name
        self.timeMs = timeMs
    }

    /// - Returns: the file's scrapes, and its bad lines.
    mutating func split(_ bytes: [UInt8], _ grammar: PageGrammar) -> (pages: [TextPage], faults: TextFaults) {
        let faults = bytes.withUnsafeBytes { page in
            guard grammar != .openmetrics else { return byEOF(page) }
            let samples = TextSamples(page, grammar)
            if samples.hasTimestamps {
                byTimestamp(samples, page)
            } else if samples.count > 0 {
                byRepetition(samples, page)
            }
            var faults = TextFaults()
            samples.add(to: &faults, after: 0)
            return faults
        }
        return (pages, faults)
    }

    /// Scrapes of OpenMetrics end with their `# EOF`.
    private mutating func byEOF(_ text: UnsafeRawBufferPointer) -> TextFaults {
        var untimed: [[UInt8]] = [], faults = TextFaults(), before = 0, counted = 0
        let ranges = OpenMetricsScrapes.ranges(text)
        for range in ranges {
            let page = UnsafeRawBufferPointer(rebasing: text[range])
            let samples = TextSamples(page, .openmetrics)
            if samples.hasTimestamps {
                byTimestamp(samples, page, isOpenMetrics: true)
            } else if samples.count > 0 {
                untimed.append(lines(samples, 0..<samples.count, page))
            }
            guard samples.refusal != nil else { continue }
            before += text[counted..<range.lowerBound].reduce(0) { $0 + ($1 == 0x0A ? 1 : 0) }
            counted = range.lowerBound
            samples.add(to: &faults, after: before)
        }
        faults.isCut = ranges.last.map { !OpenMetricsScrapes.hasEnd(text[$0]) } ?? false
        let spacing = Self.spacing(text)
        if !untimed.isEmpty { takesFileTime = true }
        if untimed.count > 1 { assumed = (untimed.count, spacing) }
        for (number, own) in untimed.enumerated() {
            let time = timeMs - Int64(untimed.count - 1 - number) * spacing
            pages.append(TextPage(timeMs: time, source: name, file: file, range: 0..<0, own: own))
        }
        return faults
    }

    /// Heads and numbers alone: times of OpenMetrics are seconds, and its exemplars no other grammar knows. Each series once: of one moment it has
    /// one value, the first.
    private mutating func lines(
        _ samples: TextSamples, _ indices: some Sequence<Int>, _ page: UnsafeRawBufferPointer
    ) -> [UInt8] {
        var lines: [UInt8] = [], seen = Set<Int>()
        for index in indices {
            let sample = samples[index]
            let head = sample.name.lowerBound..<max(sample.name.upperBound, sample.labels.upperBound)
            var hasher = Hasher()
            hasher.combine(bytes: UnsafeRawBufferPointer(rebasing: page[head]))
            guard seen.insert(hasher.finalize()).inserted else {
                repeated += 1
                continue
            }
            lines += page[sample.name.lowerBound..<sample.number.upperBound]
            lines.append(0x0A)
        }
        return lines
    }

    private static func spacing(_ text: UnsafeRawBufferPointer) -> Int64 {
        String(decoding: text.prefix(4_096), as: UTF8.self).contains("DCGM_FI_") ? gpuSpacingMs : hostSpacingMs
    }

    /// A series that comes again begins the next page.
    private mutating func byRepetition(_ samples: TextSamples, _ page: UnsafeRawBufferPointer) {
        var seen = Set<Int>()
        var starts = [0]
        for index in 0..<samples.count {
            let sample = samples[index]
            var hasher = Hasher()
            hasher.combine(bytes: UnsafeRawBufferPointer(rebasing: page[sample.name]))
            hasher.combine(bytes: UnsafeRawBufferPointer(rebasing: page[sample.labels]))
            if !seen.insert(hasher.finalize()).inserted {
                starts.append(index)
                seen.removeAll(keepingCapacity: true)
                seen.insert(hasher.finalize())
            }
        }
        let spacing = Self.spacing(page)
        takesFileTime = true
        if starts.count > 1 { assumed = (starts.count, spacing) }
        for (number, start) in starts.enumerated() {
            let begin = start == 0 ? 0 : samples[start - 1].end
            let end = number + 1 < starts.count ? samples[starts[number + 1] - 1].end : page.count
            pages.append(
                TextPage(
                    timeMs: timeMs - Int64(starts.count - 1 - number) * spacing, source: name, file: file,
                    range: begin..<end, own: nil))
        }
    }

    private struct Key: Hashable {
        let timeMs: Int64
        let source: String
    }

    /// Samples of one time and instance are one page, wherever they stand.
    private mutating func byTimestamp(
        _ samples: TextSamples, _ page: UnsafeRawBufferPointer, isOpenMetrics: Bool = false
    ) {
        var numbers: [Key: Int] = [:], groups: [(key: Key, runs: [Range<Int>])] = []
        var instance = InstanceLabel(page), current = Key(timeMs: .min, source: ""), number = -1
        // A sample without a time of its own is of the scrape that it stands in.
        var around =
            (0..<samples.count).lazy.map { samples[$0] }.first {
                $0.hasTimestamp && Self.times.contains($0.timestampMs)
            }?.timestampMs
            ?? timeMs
        for index in 0..<samples.count {
            let sample = samples[index]
            if sample.hasTimestamp {
                guard Self.times.contains(sample.timestampMs) else {
                    leftOut += 1
                    number = -1
                    continue
                }
                around = sample.timestampMs
            }
            let time = around
            if instance.read(sample.labels) || time != current.timeMs || number < 0 {
                current = Key(timeMs: time, source: instance.value ?? name)
                number = numbers[current] ?? groups.count
                if number == groups.count {
                    numbers[current] = number
                    groups.append((current, []))
                }
            }
            if let last = groups[number].runs.last, last.upperBound == index {
                groups[number].runs[groups[number].runs.count - 1] = last.lowerBound..<index + 1
            } else {
                groups[number].runs.append(index..<index + 1)
            }
        }
        for (key, runs) in groups {
            if runs.count == 1, !isOpenMetrics {
                let first = runs[0].lowerBound, final = runs[0].upperBound - 1
                pages.append(
                    TextPage(
                        timeMs: key.timeMs, source: key.source, file: file,
                        range: (first == 0 ? 0 : samples[first - 1].end)..<samples[final].end, own: nil))
                continue
            }
            let own = lines(samples, runs.joined(), page)
            pages.append(TextPage(timeMs: key.timeMs, source: key.source, file: file, range: 0..<0, own: own))
        }
    }
}
