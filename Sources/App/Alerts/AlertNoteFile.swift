// The notebook as a file that colleagues share: one line of JSON per note, appended whole, readable by all.

import Alerting
import Foundation
import Glibc
import Telemetry

/// Reads and appends notes. Used by one thread.
public final class AlertNoteFile {
    static let sizeLimit = 16 << 20

    /// One line.
    private struct Line: Codable {
        var time: String
        var by: String
        var action: String
        var alarm: String
        var until: String?
        var text: String?
        var severity: String?
        var latch: AlertLatch?
    }

    let path: String
    private var stamp: (seconds: Int, nanoseconds: Int, size: Int)?
    /// What of the file could not be read at the last change, as `file:line: reason`; of very many lines the first ones.
    public private(set) var faults: [String] = []
    private static let faultLimit = 20

    /// Opens nothing yet: the file need not be there, and is made with its folder by the first note.
    public init(_ path: String) { self.path = path }

    /// `$VIGIE_ALERT_NOTES`, else `$XDG_STATE_HOME/vigie/alert-notes.jsonl`, else below the home folder.
    public static var standardPath: String {
        let environment = ProcessInfo.processInfo.environment
        if let path = environment["VIGIE_ALERT_NOTES"], !path.isEmpty { return path }
        if let state = environment["XDG_STATE_HOME"], !state.isEmpty { return state + "/vigie/alert-notes.jsonl" }
        return (environment["HOME"] ?? "/tmp") + "/.local/state/vigie/alert-notes.jsonl"
    }

    /// The login name, for colleagues to ask.
    static var author: String {
        let environment = ProcessInfo.processInfo.environment
        let named = ["USER", "LOGNAME"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
        return named ?? getpwuid(getuid()).map { String(cString: $0.pointee.pw_name) } ?? "uid \(getuid())"
    }

    /// The notebook if the file changed since the last look; nil if it did not. A missing file is an empty notebook.
    public func changed() -> AlertNotebook? {
        var info = stat()
        let there = stat(path, &info) == 0
        let now = there ? (info.st_mtim.tv_sec, info.st_mtim.tv_nsec, Int(info.st_size)) : (0, 0, 0)
        if let stamp, stamp == now { return nil }
        stamp = now
        faults = []
        return there ? AlertNotebook(read()) : AlertNotebook()
    }

    private func read() -> [AlertNote] {
        guard let data = FileManager.default.contents(atPath: path) else {
            faults = ["\(path): can not be read: nobody's acknowledgements and mutes count"]
            return []
        }
        guard data.count <= Self.sizeLimit else {
            faults = ["\(path): larger than \(Self.sizeLimit >> 20) MiB: not read; move it away, a new one is begun"]
            return []
        }
        // A line that is no note costs that line.
        var notes: [AlertNote] = [], bad: [Int] = []
        let decoder = JSONDecoder()
        for (index, bytes) in data.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated()
        where !bytes.isEmpty {
            if let note = Self.note(bytes, decoder) { notes.append(note) } else { bad.append(index + 1) }
        }
        faults = bad.prefix(Self.faultLimit).map {
            "\(path):\($0): this line is no note, or a mute without an end; it is left out"
        }
        if bad.count > Self.faultLimit { faults.append("\(path): \(bad.count - Self.faultLimit) more such lines") }
        return notes
    }

    private static func note(_ bytes: Data, _ decoder: JSONDecoder) -> AlertNote? {
        guard let line = try? decoder.decode(Line.self, from: bytes), let time = CivilTime.parse(line.time),
            let action = AlertNote.Action(rawValue: line.action)
        else { return nil }
        let until = line.until.flatMap { CivilTime.parse($0) }
        // A mute without an end would be none, and nobody would know why.
        guard action != .mute || until != nil else { return nil }
        return AlertNote(
            time: time, author: line.by, action: action, key: line.alarm, until: until, text: line.text ?? "",
            severity: line.severity.flatMap(Severity.init), latch: line.latch)
    }

    /// Appends in one write, so that two writers never mix. A line that somebody's end cut short is ended first.
    public func append(_ note: AlertNote) throws(UserError) {
        let line = Line(
            time: Self.text(note.time), by: note.author, action: note.action.rawValue, alarm: note.key,
            until: note.until.map(Self.text), text: note.text.isEmpty ? nil : note.text,
            severity: note.severity?.rawValue, latch: note.latch)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard var data = try? encoder.encode(line) else {
            throw UserError("\(path): the note can not be written as JSON")
        }
        data.append(0x0A)
        try? FileManager.default.createDirectory(
            atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        let wasThere = access(path, F_OK) == 0
        let file = open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0o644)
        guard file >= 0 else { throw UserError("\(path): can not be written: \(String(cString: strerror(errno)))") }
        defer { close(file) }
        // A new one is for colleagues too, however private its maker's other files are.
        if !wasThere { fchmod(file, 0o644) }
        let written = FileHandle(fileDescriptor: file, closeOnDealloc: false)
        do {
            let end = try written.seekToEnd()
            if end > 0 {
                try written.seek(toOffset: end - 1)
                if try written.read(upToCount: 1) != Data([0x0A]) { data.insert(0x0A, at: 0) }
            }
            try written.write(contentsOf: data)
        } catch {
            throw UserError("\(path): can not be written: \(error.localizedDescription)")
        }
    }

    static func text(_ time: Timestamp) -> String {
        let civil = CivilTime(time), fraction = String(1_000 + (time.milliseconds % 1_000 + 1_000) % 1_000).dropFirst()
        return "\(civil.date)T\(civil.clock)" + (fraction == "000" ? "" : ".\(fraction)") + "Z"
    }
}
