// Whose page this is by what it says itself: its host and its GPUs (unsafe: borrows the page). It decides between pages whose names differ in
// nothing but a number, and places nothing.

import Glibc
import Storage
import Telemetry

struct PageIdentity {
    /// Empty if only GPUs are named.
    let host: String
    let uuids: Set<String>

    /// A page tells of its host early.
    private static let byteLimit = 1 << 20
    private static let hostLabels = ["Hostname", "hostname", "nodename"].map { Array($0.utf8) }
    private static let gpuLabels = ["UUID", "uuid"].map { Array($0.utf8) }

    /// Nil where the page says neither.
    init?(_ page: [UInt8]) {
        var host = "", uuids = Set<String>()
        page.withUnsafeBytes { bytes in
            let count = min(bytes.count, Self.byteLimit)
            var at = 1
            while at < count, let found = memchr(bytes.baseAddress! + at, 0x22, count - at) {
                let quote = UnsafeRawPointer(found) - bytes.baseAddress!
                at = quote + 1
                guard bytes[quote - 1] == 0x3D else { continue }
                let end = bytes[at..<count].firstIndex(of: 0x22) ?? count
                let isHost = host.isEmpty && Self.hostLabels.contains { Self.stands($0, before: quote - 1, bytes) }
                if isHost || Self.gpuLabels.contains(where: { Self.stands($0, before: quote - 1, bytes) }) {
                    let value = String(decoding: bytes[at..<end], as: UTF8.self)
                    // What every machine may call itself is nobody's name.
                    if isHost {
                        host = TargetDescription.isEverybody(value) ? "" : value
                    } else if !value.isEmpty {
                        uuids.insert(value)
                    }
                }
                at = end + 1
            }
        }
        guard !host.isEmpty || !uuids.isEmpty else { return nil }
        self.host = host
        self.uuids = uuids
    }

    private static func stands(_ label: [UInt8], before end: Int, _ bytes: UnsafeRawBufferPointer) -> Bool {
        let start = end - label.count
        guard start > 0, bytes[start..<end].elementsEqual(label) else { return false }
        return [0x7B, 0x2C, 0x20].contains(bytes[start - 1])
    }
}
