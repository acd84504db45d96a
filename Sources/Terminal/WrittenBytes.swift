// How many bytes this thread has written to anything (unsafe: read(2)): ncurses writes past every stream, so the kernel is asked.

import Glibc

enum WrittenBytes {
    /// The kernel's count for the calling thread; 0 where it keeps none.
    static var ofThisThread: Int {
        let descriptor = open("/proc/thread-self/io", O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return 0 }
        defer { close(descriptor) }
        var text = [UInt8](repeating: 0, count: 512)
        let count = read(descriptor, &text, text.count)
        guard count > 0 else { return 0 }
        for line in text[..<count].split(separator: 0x0A) where line.starts(with: Array("wchar: ".utf8)) {
            return Int(String(decoding: line.dropFirst(7), as: UTF8.self)) ?? 0
        }
        return 0
    }
}
