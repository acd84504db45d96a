// Errors of the network in the words of the targets view.

import Glibc
import NIOCore
import NIOHTTP1
import NIOHTTPCompression
import NIOPosix
import NIOSSL
import Telemetry

enum FailureWords {
    /// - Parameter limitBytes: what the inflated page was allowed.
    static func failure(of error: any Error, limitBytes: Int = 0) -> ScrapeFailure {
        switch error {
        case let failure as ScrapeFailure: return failure
        case NIOHTTPDecompression.DecompressionError.limit: return .tooLarge(limitBytes: limitBytes)
        case let extra as NIOHTTPDecompression.ExtraDecompressionError where extra == .invalidTrailingData:
            return .notMetrics("more stands behind the gzip data; several gzip members in one reply are not read")
        case is NIOHTTPDecompression.DecompressionError, is NIOHTTPDecompression.ExtraDecompressionError:
            return .notMetrics("the gzip encoding is damaged")
        case let error as IOError: return code(error.errnoCode)
        case let error as NIOConnectionError:
            if let first = error.connectionErrors.first { return failure(of: first.error) }
            return error.dnsAError != nil || error.dnsAAAAError != nil ? .nameUnknown : .unreachable("no address")
        case ChannelError.connectTimeout: return .connectTimeout
        case HTTPParserError.invalidEOFState: return .closedEarly
        case is HTTPParserError: return .notMetrics("not HTTP")
        case is NIOSSLExtraError: return .tls("the server's certificate names another host (server_name)")
        case let error as NIOSSLError: return .tls(words(error))
        case let error as BoringSSLError: return .tls(words("\(error)"))
        case is SocketAddressError: return .nameUnknown
        default: return .unreachable("\(type(of: error))")
        }
    }

    private static func words(_ error: NIOSSLError) -> String {
        switch error {
        case .handshakeFailed(let inner): words("\(inner)")
        case .unableToValidateCertificate: "the server's certificate is signed by nobody we trust (ca_file)"
        case .uncleanShutdown: "the connection was cut"
        default: words("\(error)")
        }
    }

    /// What the library says, where it can be said better.
    private static func words(_ text: String) -> String {
        let known = [
            (
                "CERTIFICATE_VERIFY_FAILED",
                "the server's certificate is not trusted, is expired or names another host (ca_file, server_name)"
            ),
            ("CERTIFICATE_REQUIRED", "the server wants a client certificate (cert_file, key_file)"),
            ("UNKNOWN_CA", "the server does not trust our client certificate"),
            ("BAD_CERTIFICATE", "the server wants a client certificate, or another one (cert_file, key_file)"),
            ("CERTIFICATE_EXPIRED", "our client certificate has expired"),
            ("WRONG_VERSION_NUMBER", "the server does not speak TLS; use http"),
            ("UNSUPPORTED_PROTOCOL", "the server offers only old TLS versions"),
            ("HTTP_REQUEST", "the server does not speak TLS; use http"),
        ]
        let upper = text.uppercased()
        return known.first { upper.contains($0.0) }?.1 ?? String(text.prefix(200))
    }

    private static func code(_ number: Int32) -> ScrapeFailure {
        switch number {
        case ECONNREFUSED: .refused
        case ETIMEDOUT: .connectTimeout
        case ECONNRESET, EPIPE: .closedEarly
        default: .unreachable(String(cString: strerror(number)))
        }
    }
}
