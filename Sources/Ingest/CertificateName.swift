// Whether a certificate carries a name that a configuration asks for. Not a verifier: who signed it is the library's business.

import Glibc
import NIOSSL

enum CertificateName {
    /// - Parameter name: a host's name or an IP address.
    static func stands(_ name: String, in certificate: NIOSSLCertificate) -> Bool {
        let address = bytes(ofAddress: name)
        return certificate._subjectAlternativeNames().contains { other in
            switch other.nameType {
            case .dnsName: address == nil && fits(String(decoding: other.contents, as: UTF8.self), name)
            case .ipAddress: address.map { other.contents.elementsEqual($0) } ?? false
            default: false
            }
        }
    }

    /// - Parameter pattern: a name, or `*` for its first part.
    static func fits(_ pattern: String, _ name: String) -> Bool {
        let pattern = parts(pattern), name = parts(name)
        guard pattern.count == name.count, pattern.count > 1 || pattern.first != "*" else { return false }
        return pattern.dropFirst() == name.dropFirst() && (pattern[0] == "*" || pattern[0] == name[0])
    }

    private static func parts(_ name: String) -> [Substring] {
        let lowered = name.lowercased()
        return (lowered.hasSuffix(".") ? lowered.dropLast() : lowered[...]).split(
            separator: ".", omittingEmptySubsequences: false)
    }

    private static func bytes(ofAddress text: String) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: 16)
        if inet_pton(AF_INET, text, &bytes) == 1 { return Array(bytes.prefix(4)) }
        return inet_pton(AF_INET6, text, &bytes) == 1 ? bytes : nil
    }

    /// Whether this is an address, which can not be asked for by TLS' server name.
    static func isAddress(_ name: String) -> Bool { bytes(ofAddress: name) != nil }
}
