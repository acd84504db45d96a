// Text to the standard streams, whole, and without dying when the reader has gone.

import Foundation

public enum Output {
    public static func write(_ text: String) { FileHandle.standardOutput.send(text) }
    public static func error(_ text: String) { FileHandle.standardError.send(text + "\n") }
}

extension FileHandle {
    fileprivate func send(_ text: String) { try? write(contentsOf: Data(text.utf8)) }
}
