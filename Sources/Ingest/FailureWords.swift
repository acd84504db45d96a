// Errors of the network in the words of the targets view.

import Glibc
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import Telemetry

enum FailureWords {
    static func failure(of error: any Error) -> ScrapeFailure {
        switch error {
        case let error as IOError: return code(error.errnoCode)
        case let error as NIOConnectionError:
            if let first = error.connectionErrors.first { return failure(of: first.error) }
            return error.dnsAError != nil || error.dnsAAAAError != nil ? .nameUnknown : .unreachable("no address")
        case ChannelError.connectTimeout: return .connectTimeout
        case HTTPParserError.invalidEOFState: return .closedEarly
        case is HTTPParserError: return .notMetrics("not HTTP")
        case let error as NIOSSLError: return .tls("\(error)")
        case let error as BoringSSLError: return .tls("\(error)")
        case is SocketAddressError: return .nameUnknown
        default: return .unreachable("\(type(of: error))")
        }
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
