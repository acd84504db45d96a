// A recording that somebody compressed is told as what it is, with what to do; compressed pages are read.

import Foundation
import Testing

@testable import App
@testable import Recording

struct PackedRecordingTests {
    private static func pack(_ path: String, _ program: [String]) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = program + [path]
        try process.run()
        process.waitUntilExit()
    }

    @Test func aCompressedRecordingIsToldHowToUnpack() throws {
        let path = Demo.path(), packed = path + ".gz", renamed = Demo.path("packed.vigie")
        try Demo.record(to: path, slots: 2, options: Demo.options(exact: false), gpus: 24)
        try Self.pack(path, ["gzip", "-k"])
        try FileManager.default.copyItem(atPath: packed, toPath: renamed)
        let zstd = path + ".zst"
        try Data(Zstd().compress([UInt8](Data(contentsOf: URL(fileURLWithPath: path))), level: 3))
            .write(to: URL(fileURLWithPath: zstd))
        for (file, words) in [
            (packed, "compressed by gzip, in which nothing can be sought; unpack it: `gunzip -k \(packed)`"),
            (renamed, "unpack it: `gunzip -c < \(renamed) > NEW.vigie`"),
            (zstd, "compressed by zstd, in which nothing can be sought; unpack it: `zstd -d -k \(zstd)`"),
        ] {
            let ways: [() throws -> Void] = [
                { _ = try ReplayInput.open([file]) }, { _ = try RecordedScene.moment(file, at: "now") },
                { _ = try Dump.recording(file, DumpOptions(metrics: ["power_watts"])) },
                { _ = try RecordingCheckCommand().run([file]) },
                { _ = try Conversion.run(ConvertOptions(inputs: [file], out: Demo.path("new.vigie"))) },
                { _ = try Conversion.run(ConvertOptions(inputs: [path, file], out: Demo.path("new.om"))) },
            ]
            for (index, way) in ways.enumerated() {
                do {
                    try way()
                    Issue.record("\(file) was taken, \(index)")
                } catch { #expect("\(error)".contains(words), "\(index): \(error)") }
            }
        }
    }

    /// Pages may be compressed.
    @Test func whatIsNoRecordingIsReadAsBefore() throws {
        let page = Demo.path("page.prom")
        try Data("node_load1{instance=\"n1\"} 1\n".utf8).write(to: URL(fileURLWithPath: page))
        try Self.pack(page, ["gzip", "-k"])
        #expect(PackedRecording.fault(of: page + ".gz") == nil && PackedRecording.fault(of: page) == nil)
        #expect(PackedRecording.fault(of: "/nonexistent") == nil)
        #expect(try ReplayInput.open([page + ".gz"]).extent != nil)
    }
}
