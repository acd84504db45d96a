// A GPU's identity as one text, so that it can be a word (unsafe: the text's own bytes, while it is read). Fields are apart by a byte that no
// label of an exporter holds in practice; one that does is kept with a blank in its place.

import Telemetry

enum IdentityText {
    private static let separator: UInt8 = 0x1F

    static func write(_ identity: GPUIdentity) -> String {
        [
            "\(identity.ordinal)", identity.uuid, identity.model, identity.pciBusID, identity.driverVersion,
            identity.job, identity.pod, identity.namespace,
        ].map { $0.utf8.contains(0x1F) ? String($0.map { $0 == "\u{1F}" ? " " : $0 }) : $0 }.joined(separator: "\u{1F}")
    }

    /// nil if it is none.
    static func read(_ text: String) -> GPUIdentity? {
        var text = text
        // Byte by byte, and no list of the fields: a full hall has one for each GPU, and the first frame waits for all of them.
        return text.withUTF8 { bytes in
            var rest = bytes[...], isShort = false
            func next() -> Slice<UnsafeBufferPointer<UInt8>> {
                guard let end = rest.firstIndex(of: separator) else {
                    isShort = true
                    return rest[..<rest.startIndex]
                }
                defer { rest = rest[(end + 1)...] }
                return rest[..<end]
            }
            func word(_ field: Slice<UnsafeBufferPointer<UInt8>>) -> String {
                String(decoding: UnsafeBufferPointer(rebasing: field), as: UTF8.self)
            }
            guard let ordinal = Int(word(next())) else { return nil }
            var identity = GPUIdentity(ordinal: ordinal)
            identity.uuid = word(next())
            identity.model = word(next())
            identity.pciBusID = word(next())
            identity.driverVersion = word(next())
            identity.job = word(next())
            identity.pod = word(next())
            // A later version may write more.
            identity.namespace = word(rest[..<(rest.firstIndex(of: separator) ?? rest.endIndex)])
            return isShort ? nil : identity
        }
    }
}
