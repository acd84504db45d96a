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

    init(file: Int, name: String, timeMs: Int64) {
        self.file = file
        self.name = name
        self.timeMs = timeMs
    }

    /// - Returns: the file's scrapes; nil with a reason if it has none.
    mutating func split(_ bytes: [UInt8], _ grammar: PageGrammar) -> (pages: [TextPage], fault: String?) {
        let samples = PageSamples()
        bytes.withUnsafeBytes { page in
            switch samples.read(page, grammar, limits: .lifted) {
            case .read, .refused, .tooManySamples, .tooLarge: break
            }
            guard samples.count > 0 else { return }
            if samples.hasTimestamps { byTimestamp(samples, page) } else { byRepetition(samples, page) }
        }
        let fault = samples.faults.kept.first.map { "\(name):\($0.line): \($0.text)" }
        return (pages, pages.isEmpty ? fault ?? "\(name): not a metrics page: no samples" : fault)
    }

    /// A series that comes again begins the next page.
    private mutating func byRepetition(_ samples: PageSamples, _ page: UnsafeRawBufferPointer) {
        var seen = Set<Int>()
        var starts = [0]
        for (index, sample) in samples.samples.enumerated() {
            var hasher = Hasher()
            hasher.combine(bytes: UnsafeRawBufferPointer(rebasing: page[sample.name]))
            hasher.combine(bytes: UnsafeRawBufferPointer(rebasing: page[sample.labels]))
            if !seen.insert(hasher.finalize()).inserted {
                starts.append(index)
                seen.removeAll(keepingCapacity: true)
                seen.insert(hasher.finalize())
            }
        }
        let isGPU = String(decoding: page.prefix(4_096), as: UTF8.self).contains("DCGM_FI_")
        let spacing = isGPU ? Self.gpuSpacingMs : Self.hostSpacingMs
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
    private mutating func byTimestamp(_ samples: PageSamples, _ page: UnsafeRawBufferPointer) {
        var groups: [Key: [Int]] = [:], order: [Key] = []
        var last: Key?, source = name, lastLabels = 0..<0
        for (index, sample) in samples.samples.enumerated() {
            let isSame =
                sample.labels.count == lastLabels.count && !sample.labels.isEmpty
                && page[sample.labels].elementsEqual(page[lastLabels])
            if !isSame { source = instance(page, sample.labels) ?? name }
            lastLabels = sample.labels
            let key = Key(timeMs: sample.hasTimestamp ? sample.timestampMs : timeMs, source: source)
            if key != last, groups[key] == nil { order.append(key) }
            groups[key, default: []].append(index)
            last = key
        }
        for key in order {
            let indices = groups[key]!
            let first = indices[0], final = indices[indices.count - 1]
            if final - first == indices.count - 1 {
                pages.append(
                    TextPage(
                        timeMs: key.timeMs, source: key.source, file: file,
                        range: (first == 0 ? 0 : samples[first - 1].end)..<samples[final].end, own: nil))
                continue
            }
            var own: [UInt8] = []
            for index in indices {
                let sample = samples[index]
                own += page[sample.name.lowerBound..<sample.number.upperBound]
                own.append(0x0A)
            }
            pages.append(TextPage(timeMs: key.timeMs, source: key.source, file: file, range: 0..<0, own: own))
        }
    }

    private func instance(_ page: UnsafeRawBufferPointer, _ labels: Range<Int>) -> String? {
        Labels.parse(UnsafeRawBufferPointer(rebasing: page[labels])).first { $0.name == "instance" }?.value
    }
}
