// Which files a text import reads, whose they are and when they were taken: by name and modification time alone, nothing is opened.

import Foundation
import Telemetry

/// Files and the files of folders, in order.
struct TextFiles {
    /// Path, the name that tells targets apart, and milliseconds since 1970.
    private(set) var files: [(path: String, name: String, timeMs: Int64)] = []
    /// What is left out, in sentences.
    private(set) var faults: [String] = []

    /// - Parameter limit: files at most.
    init(_ paths: [String], limit: Int) throws(UserError) {
        for path in paths { try add(path) }
        guard files.count <= limit else { throw UserError("\(files.count) files are more than \(limit)") }
        nameSeries()
        nameByFolder()
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
        guard isFolder.boolValue else { return files.append((path, Self.name(path), try Self.time(path))) }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        for name in names.filter({ !$0.hasPrefix(".") }).sorted() {
            let inner = "\(path)/\(name)"
            var isInnerFolder: ObjCBool = false
            _ = FileManager.default.fileExists(atPath: inner, isDirectory: &isInnerFolder)
            if isInnerFolder.boolValue {
                faults.append("\(inner): left out, a folder within a folder; name it to read it")
            } else {
                files.append((inner, Self.name(inner), try Self.time(inner)))
            }
        }
    }

    /// Numbered pages of one source, `page-001.prom`, `page-002.prom`, are one target at successive times. Names that hold more than
    /// a number and words such as "page" are left alone, as are pages of one and the same time: two targets, not two moments.
    private mutating func nameSeries() {
        var series: [String: [Int]] = [:]
        for (index, file) in files.enumerated() {
            let words = file.name.split(whereSeparator: { "-_".contains($0) })
            let rest = words.filter { !$0.allSatisfy(\.isNumber) }
            guard rest.count < words.count, rest.allSatisfy({ Self.generic.contains($0.lowercased()) }) else {
                continue
            }
            let folder = (file.path as NSString).deletingLastPathComponent
            series[folder + "/" + rest.joined(separator: "-"), default: []].append(index)
        }
        for (key, members) in series where Set(members.map { files[$0].timeMs }).count == members.count {
            let name = (key as NSString).lastPathComponent
            let folder = ((key as NSString).deletingLastPathComponent as NSString).lastPathComponent
            for index in members { files[index].name = name.isEmpty || folder.isEmpty ? name + folder : folder }
        }
    }

    /// The same name in several folders: it is the folders that tell hosts apart.
    private mutating func nameByFolder() {
        for members in Dictionary(grouping: files.indices, by: { files[$0].name }).values {
            let folders = members.map { (files[$0].path as NSString).deletingLastPathComponent }
            guard Set(folders).count > 1 else { continue }
            for (index, folder) in zip(members, folders) {
                let name = (folder as NSString).lastPathComponent
                files[index].name = Self.generic.contains(files[index].name) ? name : "\(name)-\(files[index].name)"
            }
        }
    }

    /// Words that name no host.
    private static let generic: Set<String> = [
        "page", "pages", "scrape", "sample", "metrics", "dump", "capture", "snapshot", "exporter", "node", "gpu",
        "dcgm",
    ]
    private static let extensions: Set<String> = ["gz", "zst", "prom", "txt", "om", "openmetrics", "metrics", "text"]

    private static var clock: Regex<Substring> { #/\d{4}-?\d\d-?\d\dT?_?\d\d[:\-]?\d\d[:\-]?\d\d(?:\.\d+)?Z?/# }
    private static var seconds: Regex<(Substring, Substring)> { #/(?:^|\D)(1[0-9]{9})(?:\D|$)/# }

    /// The file's name without folder, time and known extensions: pages of one host, taken at different times, are one target.
    private static func name(_ path: String) -> String {
        var name = (path as NSString).lastPathComponent
        while extensions.contains((name as NSString).pathExtension) { name = (name as NSString).deletingPathExtension }
        name = name.replacing(clock, with: "")
        if let match = name.firstMatch(of: seconds) { name = name.replacingOccurrences(of: String(match.1), with: "") }
        let bare = trimmed(name)
        return bare.isEmpty
            ? ((path as NSString).deletingLastPathComponent as NSString).lastPathComponent : bare
    }

    /// RFC 3339 or seconds since 1970 in the name, else the modification time.
    private static func time(_ path: String) throws(UserError) -> Int64 {
        let name = (path as NSString).lastPathComponent
        if let match = name.firstMatch(of: #/(\d{4})-?(\d\d)-?(\d\d)[T_](\d\d)[:\-]?(\d\d)[:\-]?(\d\d)Z?/#),
            let time = CivilTime.parse("\(match.1)-\(match.2)-\(match.3)T\(match.4):\(match.5):\(match.6)Z")
        {
            return time.milliseconds
        }
        if let match = name.firstMatch(of: seconds), let seconds = Int64(match.1) { return seconds * 1_000 }
        guard let date = (try? FileManager.default.attributesOfItem(atPath: path))?[.modificationDate] as? Date else {
            throw UserError("\(path): no time in its name, and none of its own")
        }
        return Int64(date.timeIntervalSince1970 * 1_000)
    }

    /// Without what joined the time to it.
    private static func trimmed(_ name: String) -> String {
        var rest = name.trimmingPrefix { "-_.T:".contains($0) }
        while let last = rest.last, "-_.T:".contains(last) { rest.removeLast() }
        return String(rest)
    }
}
