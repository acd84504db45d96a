// Text to the standard streams, whole, and without dying when the reader has gone (unsafe: bytes lent to the system call).

import Foundation
import Glibc
import Screen

/// The two standard streams of one-shot commands.
public enum Output {
    /// To standard output, whether that is a terminal, a pipe to one or a file: names out of files and pages steer none. A recording or a CSV
    /// keeps them to the byte.
    public static func write(_ text: String) { draw(Sanitiser.inert(text)) }

    /// The same as it is: cells and colours of our own. A reader that has gone is no error; a full disk or a closed stream ends the program with
    /// words.
    public static func draw(_ text: String) {
        guard let failure = FileHandle.standardOutput.send(text), failure != EPIPE else { return }
        error("vigie: standard output can not be written: \(String(cString: strerror(failure)))")
        exit(1)
    }

    /// What a person should look at while the command goes on, to standard error.
    public static func warn(_ text: String) { error("vigie: warning: " + text) }

    /// Lines to standard error. They may hold names from files and arguments, so they pass the gate that screens have.
    public static func error(_ text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            var shown = String.UnicodeScalarView()
            shown.append(contentsOf: Sanitiser.columns(of: String(line)))
            return String(shown)
        }
        _ = FileHandle.standardError.send(lines.joined(separator: "\n") + "\n")
    }
}

extension FileHandle {
    /// - Returns: the error's number, nil if all was written.
    fileprivate func send(_ text: String) -> Int32? {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { Glibc.write(fileDescriptor, $0.baseAddress, $0.count) }
            if count < 0 {
                if errno == EINTR { continue }
                return errno
            }
            bytes = bytes.dropFirst(count)
        }
        return nil
    }
}
