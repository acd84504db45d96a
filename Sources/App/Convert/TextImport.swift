// Recorded text as a recording: every scrape by the ordinary path, decoder and store, in order of time (unsafe: lends page bytes).

import Alerting
import Exposition
import Facility
import Foundation
import Ingest
import Recording
import Storage
import Telemetry

/// Plain, gzip and zstd files, and folders of them.
enum TextImport {
    static let byteLimit = 4 << 30
    static let fileLimit = 100_000

    /// - Parameter rules: are asked at every slot, as when a live hall is recorded.
    static func run(_ paths: [String], to out: String, rules: RuleBook) throws -> TextReport {
        if let packed = paths.lazy.compactMap({ PackedRecording.fault(of: $0) }).first { throw UserError(packed) }
        var files: [[UInt8]] = [], pages: [TextPage] = [], report = TextReport()
        var list = try TextFiles(paths, limit: fileLimit)
        for file in list.files { files.append(try read(file.path, &report)) }
        list.join(files)
        report.losses += list.faults
        report.notes += list.notes
        var undated = 0
        for (index, file) in list.files.enumerated() {
            var splitter = TextSplitter(file: index, name: file.name, timeMs: file.timeMs)
            pages += splitter.pages(of: file, files[index], &report)
            if splitter.takesFileTime, !file.isDated { undated += 1 }
        }
        if undated > 0 {
            report.notes.append(
                "\(Plural.counted(undated, "file")) without times, in pages or name: the time of the last change is taken"
            )
        }
        guard !pages.isEmpty else {
            let what = paths.count == 1 ? paths[0] : "\(paths[0]) and \(paths.count - 1) more"
            throw UserError(
                "\(what): neither a recording nor a page of metrics; give a file that `vigie record` wrote, or text as exporters print it"
                    + (report.sentences.first.map { " (\($0))" } ?? ""))
        }
        // Stable: pages of one moment stay in the order of the files.
        let sorted = pages.enumerated().sorted { ($0.element.timeMs, $0.offset) < ($1.element.timeMs, $1.offset) }
        try play(sorted.map(\.element), files, to: out, rules, &report)
        return report
    }

    private static func read(_ path: String, _ report: inout TextReport) throws -> [UInt8] {
        var bytes: [UInt8], damage: String?
        do { (bytes, damage) = try CheckedFile.readWhatIsThere(path, limitBytes: byteLimit) } catch {
            throw UserError("\(path): \(words(error))")
        }
        if let damage {
            // The last line is whole no more.
            bytes.removeSubrange((bytes.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0)...)
            report.losses.append("\(path): \(damage); what stands before the damage is read")
        }
        return bytes
    }

    /// One target for each source, in the order of their first pages, and its number.
    private static func sources(_ pages: [TextPage]) -> (numbers: [String: Int], targets: [TargetDescription]) {
        var numbers: [String: Int] = [:], order: [String] = [], times: [[Int64]] = []
        for page in pages {
            if numbers[page.source] == nil {
                numbers[page.source] = order.count
                order.append(page.source)
                times.append([])
            }
            times[numbers[page.source]!].append(page.timeMs)
        }
        let targets = order.indices.map { index in
            TargetDescription(
                url: "file://\(order[index])", address: Self.host(order[index]), intervalMs: spacing(times[index]))
        }
        return (numbers, targets)
    }

    private static func play(
        _ pages: [TextPage], _ files: [[UInt8]], to out: String, _ rules: RuleBook, _ report: inout TextReport
    ) throws {
        let (sources, targets) = sources(pages)
        let step = Int64(max(1_000, min(60_000, targets.map(\.intervalMs).min() ?? 1_000) / 1_000 * 1_000))
        var hosts = WatchTopology.hosts(targets) { _ in [] }
        let start = pages[0].timeMs - ((pages[0].timeMs % step) + step) % step
        let store = Store(
            topology: Topology(site: "", hall: "recorded", hosts: hosts), catalogue: .standard, targets: targets,
            start: Timestamp(milliseconds: start), stepMs: step, hotSlots: 90)
        var options = RecordingOptions()
        options.waits = true
        options.mode = "text"
        let recorder = try Recorder(out, options)
        defer { recorder.finish() }
        let judged = JudgedRecorder(recorder, store, rules)
        store.observer = judged
        let segments = SegmentStore()
        let decoders = targets.map { _ in PageDecoder(catalogue: .standard, store: segments, limits: .lifted) }
        let values = PageValues()
        var lost: [String: Int] = [:], last: Timestamp?, claims = PageClaims()
        for page in pages {
            let time = Timestamp(milliseconds: page.timeMs), target = sources[page.source]!
            advance(store, from: last, to: time)
            last = time
            let decoded = (page.own ?? files[page.file]).withUnsafeBytes { bytes in
                decoders[target].decode(
                    page.own == nil ? UnsafeRawBufferPointer(rebasing: bytes[page.range]) : bytes, into: values)
            }
            guard case .values(let table, let bad, let first) = decoded else {
                lost[page.source, default: 0] += 1
                continue
            }
            claims.take(page, stepMs: step, table)
            store.accept(
                .page(
                    Batch(
                        target: target, time: time, table: table, values: values,
                        bytes: page.own?.count ?? page.range.count,
                        badLines: bad, firstBadLine: first)))
            guard !store.discovered.isEmpty || store.hasMoved else { continue }
            store.hasMoved = false
            let found = WatchTopology.hosts(targets) { store.named($0) }
            guard found != hosts else { continue }
            hosts = found
            store.adopt(topology: Topology(site: "", hall: "recorded", hosts: found), targets: targets)
        }
        withExtendedLifetime(judged) { closeSlot(of: Timestamp(milliseconds: pages.last!.timeMs), store) }
        recorder.finish()
        if case .stopped(let why) = recorder.status.phase { throw UserError(why) }
        report.losses +=
            lost.sorted { $0.key < $1.key }.map {
                "\($0.key): \(Plural.counted($0.value, "page")) could not be read"
            } + claims.losses
        report.notes += claims.notes
    }

    /// Closes what lies before a page. Over a pause nothing was observed: it is a gap, and no silence.
    private static func advance(_ store: Store, from last: Timestamp?, to time: Timestamp) {
        if let last, time - last > 60 * store.stepMs {
            closeSlot(of: last, store)
            store.jump(to: Timestamp(milliseconds: time.milliseconds / store.stepMs * store.stepMs))
        }
        _ = store.close(upTo: time)
    }

    /// Closes the slot that a page lies in and none behind it, which no page tells of: there its values would be repeated.
    private static func closeSlot(of time: Timestamp, _ store: Store) {
        let end = (time.milliseconds.flooredQuotient(by: store.stepMs) + 1) * store.stepMs
        _ = store.close(upTo: Timestamp(milliseconds: end + store.stepMs / 2))
    }

    /// The usual distance of a source's pages.
    private static func spacing(_ times: [Int64]) -> Int {
        let gaps = zip(times, times.dropFirst()).map { $1 - $0 }.filter { $0 > 0 }.sorted()
        return gaps.isEmpty ? 15_000 : Int(max(100, min(3_600_000, gaps[gaps.count / 2])))
    }

    private static func host(_ source: String) -> String {
        // An instance, and behind it the page where several pages share one.
        let authority = source.contains("://") ? source[...] : source.prefix { $0 != "/" }
        let parts = authority.split(separator: ":")
        return parts.count == 2 && Int(parts[1]) != nil ? String(parts[0]) : String(authority)
    }

    private static func words(_ failure: CheckedFile.Failure) -> String {
        switch failure {
        case .unreadable(let why), .damaged(let why): why
        case .tooLarge(let limit): "more than \(limit >> 30) GiB"
        }
    }
}
