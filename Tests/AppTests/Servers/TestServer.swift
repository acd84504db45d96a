// A program of Debian's as a server for one test, on loopback, ended with it.

import Foundation
import Ingest
import Testing

final class TestServer {
    private let process = Process()
    private let log: FileHandle
    let logPath: String

    /// Whether all of these programs are installed: tests that need one that is not are skipped.
    static func has(_ programs: String...) -> Bool { programs.allSatisfy { find($0) != nil } }

    static func find(_ program: String) -> String? {
        ["/usr/bin/", "/usr/sbin/", "/usr/local/bin/", "/bin/"].map { $0 + program }.first {
            FileManager.default.isExecutableFile(atPath: $0)
        }
    }

    init(_ program: String, _ arguments: [String], log path: String) throws {
        logPath = path
        FileManager.default.createFile(atPath: path, contents: nil)
        log = try #require(FileHandle(forWritingAtPath: path))
        process.executableURL = URL(fileURLWithPath: try #require(Self.find(program)))
        process.arguments = arguments
        process.standardOutput = log
        process.standardError = log
        try process.run()
    }

    deinit {
        process.terminate()
        process.waitUntilExit()
    }

    var output: String { (try? String(contentsOfFile: logPath, encoding: .utf8)) ?? "" }

    /// Runs a program to its end.
    static func run(_ program: String, _ arguments: [String], in folder: String) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try #require(find(program)))
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "\(program) \(arguments)")
    }

    /// A port nobody listens on, as far as can be known.
    static func freePort() throws -> Int {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, size) == 0 && getsockname(descriptor, $0, &size) == 0
            }
        }
        try #require(bound)
        return Int(UInt16(bigEndian: address.sin_port))
    }
}
