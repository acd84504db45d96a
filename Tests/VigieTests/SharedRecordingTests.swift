// Who may read a recording: its owner, a group if asked, and anybody who has it in a folder that can not be written.

import Foundation
import Testing

@Suite(.enabled(if: Program.isThere)) struct SharedRecordingTests {
    private static func folder() throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder
    }

    private static func record(_ path: String, _ more: [String] = []) throws -> (
        status: Int32, out: Data, error: String
    ) {
        try Program.run(
            ["record", "--demo", "--gpus", "72", "--out", path, "--for", "5s", "--speed", "max"] + more)
    }

    @Test func aGroupMayReadIt() throws {
        let folder = try Self.folder(), path = folder.appendingPathComponent("a.vigie").path
        defer { try? FileManager.default.removeItem(at: folder) }
        let group = String(cString: try #require(getgrgid(getgid())).pointee.gr_name)
        #expect(try Self.record(path, ["--group", group]).status == 0)
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        #expect(attributes[.posixPermissions] as? Int == 0o640)
        let other = try Self.record(folder.appendingPathComponent("b.vigie").path, ["--group", "no-such-group"])
        #expect(other.status == 2 && other.error.contains("no group \"no-such-group\""), "\(other.error)")
    }

    @Test func rulesAreThoseOfTheFile() throws {
        let folder = try Self.folder(), path = folder.appendingPathComponent("a.vigie").path
        defer { try? FileManager.default.removeItem(at: folder) }
        let rules = folder.appendingPathComponent("rules.yml").path
        try Data("rules: {broken".utf8).write(to: URL(fileURLWithPath: rules))
        let result = try Self.record(path, ["--rules", rules])
        #expect(result.status == 2 && result.error.contains("rules.yml:"), "\(result.error)")
        #expect(!FileManager.default.fileExists(atPath: path))
        // A mistake in one rule costs that rule, and is named with its place.
        let text = "groups:\n- name: g\n  rules:\n  - {alert: Bad, when: temp>>1}\n  - {alert: Good, when: temp>80}\n"
        try Data(text.utf8).write(to: URL(fileURLWithPath: rules))
        let tried = try Self.record(path, ["--rules", rules])
        #expect(tried.status == 0 && tried.error.contains("vigie: warning: \(rules):4:"), "\(tried.error)")
        #expect(!tried.error.contains("\(rules):5:"))
    }

    /// The superuser may write everywhere, so there it is tried as somebody else.
    @Test func aFolderThatCanNotBeWrittenIsReadAllTheSame() throws {
        let folder = try Self.folder(), path = folder.appendingPathComponent("a.vigie").path
        #expect(try Self.record(path).status == 0)
        chmod(path, 0o444)
        chmod(folder.path, 0o555)
        defer {
            chmod(folder.path, 0o755)
            try? FileManager.default.removeItem(at: folder)
        }
        let read = try Self.asNobody(["check", "recording", path])
        #expect(read.status == 0 && read.text.contains("fine"), "\(read.text)")
        let frame = try Self.asNobody(["snapshot", "--recording", path, "--format", "text"])
        #expect(frame.status == 0, "\(frame.text)")
        let written = try Self.asNobody(["record", "--demo", "--gpus", "72", "--out", folder.path + "/b.vigie"])
        #expect(written.status == 2 && written.text.contains("b.vigie: can not be written: Permission denied"))
        // What its recorder left unfinished a check reads; it can not be followed here: that is said, and what to do.
        chmod(folder.path, 0o755)
        try Data([1]).write(to: URL(fileURLWithPath: path + "-wal"))
        chmod(folder.path, 0o555)
        let checked = try Self.asNobody(["check", "recording", path])
        #expect(checked.status == 1 && checked.text.contains("cut before its first page"), "\(checked.text)")
        let left = try Self.asNobody(["snapshot", "--recording", path, "--format", "text"])
        #expect(left.status == 2 && left.text.contains("copy both"), "\(left.text)")
    }

    private static func asNobody(_ arguments: [String]) throws -> (status: Int32, text: String) {
        let process = Process(), said = Pipe()
        let program = try #require(Program.path)
        let drop = ["/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", program]
        let words = (getuid() == 0 ? drop : [program]) + arguments
        process.executableURL = URL(fileURLWithPath: words[0])
        process.arguments = Array(words.dropFirst())
        process.standardOutput = said
        process.standardError = said
        try process.run()
        let data = said.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: data, as: UTF8.self))
    }
}
