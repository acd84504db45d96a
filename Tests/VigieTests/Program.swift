// The built program, run once for its output.

import Foundation

enum Program {
    /// Beside the test bundle.
    static let path: String? = {
        var folder = (CommandLine.arguments[0] as NSString).deletingLastPathComponent
        for _ in 0..<6 {
            let candidate = folder + "/vigie"
            if FileManager.default.isExecutableFile(atPath: candidate) { return candidate }
            folder = (folder as NSString).deletingLastPathComponent
        }
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let built = root.appendingPathComponent(".build/debug/vigie").path
        return FileManager.default.isExecutableFile(atPath: built) ? built : nil
    }()

    static let isThere = path != nil || ProcessInfo.processInfo.environment["VIGIE_REQUIRE_BINARY"] != nil

    static func run(_ arguments: [String], environment: [String: String] = [:]) throws -> (
        status: Int32, out: Data, error: String
    ) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path ?? "/nonexistent")
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let out = folder.appendingPathComponent("out"), error = folder.appendingPathComponent("error")
        for file in [out, error] { _ = FileManager.default.createFile(atPath: file.path, contents: nil) }
        process.standardOutput = try FileHandle(forWritingTo: out)
        process.standardError = try FileHandle(forWritingTo: error)
        process.standardInput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return (
            process.terminationStatus, try Data(contentsOf: out),
            String(decoding: try Data(contentsOf: error), as: UTF8.self)
        )
    }
}
