// How a request says who asks.

import NIOCore

/// The Authorization header, as basic user and password or as a token of some type.
public enum HTTPCredentials: Hashable, Sendable {
    case basic(user: String, Secret)
    case token(type: String, Secret)

    /// The header's value. To be put into a request and nowhere else.
    var header: String {
        switch self {
        case .basic(let user, let password): "Basic " + Self.base64(Array("\(user):\(password.text)".utf8))
        case .token(let type, let secret): "\(type) \(secret.text)"
        }
    }

    /// Whether the header can not be taken for more than one. Requests are written as they are, so what can not does not connect.
    var isSendable: Bool { header.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 } }

    static func base64(_ bytes: [UInt8]) -> String {
        let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var text: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
            for place in 0..<4 {
                text.append(place <= group.count ? digits[bits >> (18 - 6 * place) & 63] : 0x3D)
            }
        }
        return String(decoding: text, as: UTF8.self)
    }
}
