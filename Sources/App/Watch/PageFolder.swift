// Page files as targets (unsafe only to lend their bytes): a folder that something else fills, single files, or standard input.
// Read again when they change, and on their interval, by the ordinary decoder. Core thread only.

import Exposition
import Foundation
import Ingest
import Telemetry

final class PageFolder {
    static let intervalMs = 15_000
    static let sizeLimit = 16 << 20
    static let fileLimit = 20_000
    /// Standard input, read once.
    static let standardInput = "-"

    private struct Page {
        let path: String
        let decoder: PageDecoder
        var stamp = 0
        var dueMs: Int64 = 0
        var bytes: [UInt8]?
    }

    private let catalogue: Catalogue
    private let store = SegmentStore()
    private var pages: [Page] = []

    init(catalogue: Catalogue) { self.catalogue = catalogue }

    /// The page files of a path: itself, or what a folder holds.
    static func files(_ path: String) -> [String] {
        if path == standardInput { return [path] }
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return [] }
        guard isFolder.boolValue else { return [path] }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        let endings = [".prom", ".om", ".txt", ".metrics"].flatMap { [$0, $0 + ".gz", $0 + ".zst"] }
        return names.filter { name in endings.contains { name.hasSuffix($0) } && !name.hasPrefix(".") }.sorted()
            .prefix(fileLimit).map { path + "/" + $0 }
    }

    static func description(_ path: String) -> TargetDescription {
        let name = path == standardInput ? "standard-input" : (path as NSString).lastPathComponent
        let host = (name as NSString).deletingPathExtension
        return TargetDescription(url: "file://\(path)", address: host.isEmpty ? name : host, intervalMs: intervalMs)
    }

    /// Takes another list; pages that stay keep what they have learned.
    func replace(_ paths: [String]) {
        var known = Dictionary(pages.map { ($0.path, $0) }) { first, _ in first }
        pages = paths.map { path in
            known.removeValue(forKey: path)
                ?? Page(path: path, decoder: PageDecoder(catalogue: catalogue, store: store))
        }
    }

    /// Reads what is due.
    ///
    /// - Parameter first: number of the first page's target.
    func poll(nowMs: Int64, time: Timestamp, first: Int) -> [ScrapeResult] {
        var results: [ScrapeResult] = []
        for index in pages.indices {
            let path = pages[index].path
            let stamp = path == Self.standardInput ? 0 : FileStamp.of([path])
            guard stamp != pages[index].stamp || pages[index].dueMs <= nowMs else { continue }
            pages[index].stamp = stamp
            pages[index].dueMs = nowMs + Int64(Self.intervalMs)
            results.append(read(index, time, target: first + index))
        }
        return results
    }

    private func read(_ index: Int, _ time: Timestamp, target: Int) -> ScrapeResult {
        let path = pages[index].path
        let isInput = path == Self.standardInput
        let bytes: [UInt8]
        do throws(CheckedFile.Failure) {
            if let known = pages[index].bytes {
                bytes = known
            } else {
                bytes = try CheckedFile.read(path, limitBytes: Self.sizeLimit)
            }
        } catch { return .failed(target: target, time: time, Self.failure(error)) }
        if isInput { pages[index].bytes = bytes }
        let values = PageValues()
        let page = bytes.withUnsafeBytes { page in
            pages[index].decoder.decode(page, grammar: MetricsCheck.grammar(named: path, page), into: values)
        }
        switch page {
        case .failed(let failure): return .failed(target: target, time: time, failure)
        case .values(let table, let bad, let first):
            return .page(
                Batch(
                    target: target, time: time, table: table, values: values, bytes: bytes.count, badLines: bad,
                    firstBadLine: first ?? pages[index].decoder.notice))
        }
    }

    private static func failure(_ failure: CheckedFile.Failure) -> ScrapeFailure {
        switch failure {
        case .unreadable(let why): .unreachable("the file: " + why)
        case .tooLarge(let limit): .tooLarge(limitBytes: limit)
        case .damaged(let why): .notMetrics("the compressed file is damaged: \(why)")
        }
    }
}
