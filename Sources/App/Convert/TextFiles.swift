// Which files a text import reads, and which of them are one target at successive times: by their names, their times, and what the pages say of
// themselves.

import Foundation
import Telemetry

/// Files and the files of folders, in order.
struct TextFiles {
    private(set) var files: [DatedFile] = []
    /// What is left out, in sentences.
    private(set) var faults: [String] = []
    /// What is taken otherwise than it stands there, in sentences.
    private(set) var notes: [String] = []

    /// - Parameter limit: files at most.
    init(_ paths: [String], limit: Int) throws(UserError) {
        for path in paths { try add(path) }
        guard files.count <= limit else { throw UserError("\(files.count) files are more than \(limit)") }
    }

    /// Plain OpenMetrics by the file's own extension, compressed or not.
    static func isOpenMetrics(_ path: String) -> Bool {
        (path as NSString).lastPathComponent.split(separator: ".").dropFirst().contains {
            $0 == "om" || $0 == "openmetrics"
        }
    }

    private mutating func add(_ path: String) throws(UserError) {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw UserError("\(path): no such file")
        }
        guard isFolder.boolValue else { return files.append(try DatedFile(path)) }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        for name in names.filter({ !$0.hasPrefix(".") }).sorted() {
            let inner = "\(path)/\(name)"
            var isInnerFolder: ObjCBool = false
            _ = FileManager.default.fileExists(atPath: inner, isDirectory: &isInnerFolder)
            if isInnerFolder.boolValue {
                faults.append("\(inner): left out, a folder within a folder; name it to read it")
            } else {
                files.append(try DatedFile(inner))
            }
        }
    }

    /// Finds the files that are one target.
    ///
    /// - Parameter pages: of the files, in their order.
    mutating func join(_ pages: [[UInt8]]) {
        let identities = files.indices.map { files[$0].numbered == nil ? nil : PageIdentity(pages[$0]) }
        nameSeries(identities)
        nameGenericSeries(files.indices.filter { identities[$0] == nil })
        nameByFolder()
    }

    /// A folder and what names in it have in common.
    private struct Stem: Hashable, Comparable {
        let folder: String
        let text: String

        static func < (one: Stem, other: Stem) -> Bool { (one.folder, one.text) < (other.folder, other.text) }
    }

    /// Names that differ in nothing but a number, and pages that tell of one host: one target.
    private mutating func nameSeries(_ identities: [PageIdentity?]) {
        var stems: [Stem: [Int]] = [:]
        for index in files.indices where identities[index] != nil {
            let stem = Stem(folder: files[index].folder, text: files[index].numbered!.stem)
            stems[stem, default: []].append(index)
        }
        for (stem, members) in stems.sorted(by: { $0.key < $1.key }) {
            let sorted = members.sorted { (files[$0].numbered!.number, $0) < (files[$1].numbered!.number, $1) }
            let groups = Self.hosts(sorted, identities)
            // h1 at several times differs in no number.
            for group in groups where Set(group.map { files[$0].name }).count > 1 {
                let isGPU = identities[group[0]]?.uuids.isEmpty == false
                spread(group, spacingMs: isGPU ? TextSplitter.gpuSpacingMs : TextSplitter.hostSpacingMs)
                let name = groups.count == 1 ? Self.name(stem) : files[group[0]].name
                for index in group { files[index].name = name }
            }
        }
    }

    /// Those that tell of one host, and of its GPUs of one at least that another of them tells of.
    private static func hosts(_ members: [Int], _ identities: [PageIdentity?]) -> [[Int]] {
        var groups: [(host: String, uuids: Set<String>, files: [Int])] = []
        for index in members {
            guard let own = identities[index] else { continue }
            let group = groups.firstIndex {
                $0.host == own.host && $0.uuids.isEmpty == own.uuids.isEmpty
                    && (own.uuids.isEmpty || !own.uuids.isDisjoint(with: $0.uuids))
            }
            if let group {
                groups[group].files.append(index)
                groups[group].uuids.formUnion(own.uuids)
            } else {
                groups.append((own.host, own.uuids, [index]))
            }
        }
        return groups.map(\.files)
    }

    /// Pages of one target and one time of change have no place in time but their numbers.
    private mutating func spread(_ members: [Int], spacingMs: Int64) {
        let times = Set(members.map { files[$0].timeMs })
        guard times.count < members.count, !members.contains(where: { files[$0].isDated }) else { return }
        let last = members.map { files[$0].timeMs }.max()!
        for (place, index) in members.enumerated() {
            files[index].timeMs = last - Int64(members.count - 1 - place) * spacingMs
        }
        notes.append(
            "\(files[members[0]].path) and \(members.count - 1) more: changed at one time; taken to be \(spacingMs / 1_000) s apart"
                + " in the order of their numbers, the last at \(CSVExport.time(Timestamp(milliseconds: last)))"
        )
    }

    /// Numbered pages that do not say whose they are, `page-001.prom`, `page-002.prom`, are one target at successive times. Names that hold more
    /// than a number and words such as "page" are left alone, as are pages of one and the same time: two targets, not two moments.
    private mutating func nameGenericSeries(_ unknown: [Int]) {
        var series: [Stem: [Int]] = [:]
        for index in unknown {
            let words = files[index].name.split(whereSeparator: { "-_".contains($0) })
            let rest = words.filter { !$0.allSatisfy(\.isNumber) }
            guard rest.count < words.count, Self.isGeneric(rest) else { continue }
            let stem = Stem(folder: files[index].folder, text: rest.joined(separator: "-"))
            series[stem, default: []].append(index)
        }
        for (stem, members) in series where Set(members.map { files[$0].timeMs }).count == members.count {
            for index in members { files[index].name = Self.name(stem) }
        }
    }

    /// The same name in several folders: it is the folders that tell hosts apart.
    private mutating func nameByFolder() {
        for members in Dictionary(grouping: files.indices, by: { files[$0].name }).values {
            guard Set(members.map { files[$0].folder }).count > 1 else { continue }
            for index in members {
                let name = (files[index].folder as NSString).lastPathComponent
                files[index].name =
                    Self.isGeneric([Substring(files[index].name)]) ? name : "\(name)-\(files[index].name)"
            }
        }
    }

    /// What is left of numbered names; the folder's name if that names no host, and behind it the exporter if that is named.
    private static func name(_ stem: Stem) -> String {
        let folder = (stem.folder as NSString).lastPathComponent
        let words = stem.text.split(whereSeparator: { "-_".contains($0) })
        guard !folder.isEmpty, isGeneric(words) else { return stem.text.isEmpty ? folder : stem.text }
        return words.contains { exporters.contains($0.lowercased()) } ? "\(folder)/\(stem.text)" : folder
    }

    private static func isGeneric(_ words: [Substring]) -> Bool {
        words.allSatisfy { exporters.contains($0.lowercased()) || generic.contains($0.lowercased()) }
    }

    /// Words that name no host.
    private static let generic: Set<String> = [
        "page", "pages", "scrape", "sample", "metrics", "dump", "capture", "snapshot",
    ]
    private static let exporters: Set<String> = ["exporter", "node", "gpu", "dcgm"]
}
