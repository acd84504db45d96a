// Text to the standard streams, whole, and without dying when the reader has gone.

import Foundation
import Screen

/// The two standard streams of one-shot commands.
public enum Output {
    /// To standard output as it is; an error of the stream is passed over.
    public static func write(_ text: String) { FileHandle.standardOutput.send(text) }

    /// Lines to standard error. They may hold names from files and arguments, so they pass the gate that screens have.
    public static func error(_ text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            var shown = String.UnicodeScalarView()
            shown.append(contentsOf: Sanitiser.columns(of: String(line)))
            return String(shown)
        }
        FileHandle.standardError.send(lines.joined(separator: "\n") + "\n")
    }
}

extension FileHandle {
    fileprivate func send(_ text: String) { try? write(contentsOf: Data(text.utf8)) }
}
