// A program that runs beside a test, with what it says readable.

import Foundation

final class Running {
    private let process = Process()
    private let said = Pipe()

    init(_ path: String, _ arguments: [String]) throws {
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = said
        process.standardError = said
        try process.run()
    }

    deinit { stop() }

    var processID: pid_t { process.processIdentifier }

    /// By SIGKILL: threads of a test block signals, what they start inherits that, and would not hear a gentler one.
    func stop() {
        guard process.isRunning else { return }
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    /// Waits until it has said `text` on either stream.
    func waitFor(_ text: String) -> Bool {
        let descriptor = said.fileHandleForReading.fileDescriptor
        var seen: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4_096)
        while Readiness.wait(for: descriptor) {
            let count = read(descriptor, &buffer, buffer.count)
            guard count > 0 else { return false }
            seen += buffer[..<count]
            if String(decoding: seen, as: UTF8.self).contains(text) { return true }
        }
        return false
    }
}
