// Opens connections: plain or TLS, with or without inflation, passing receive buffers, time-out. One for all targets.

import NIOCore
import NIOHTTP1
import NIOHTTPCompression
import NIOPosix
import NIOSSL
import Telemetry

/// Makes channels whose last handler is the given reader. Event loop only.
struct Connector {
    let loop: any EventLoop
    let contexts = TLSContexts()
    private let gate = HandshakeGate()

    init(loop: any EventLoop) { self.loop = loop }

    /// - Parameter waits: called with true when the connection stands and waits for its TLS handshake, with false when that begins.
    func connect(
        _ url: TargetURL, _ http: HTTPSettings, _ limits: ScrapeLimits, reader: NIOLoopBound<PageReader>,
        waits: @escaping (Bool) -> Void = { _ in }
    ) -> EventLoopFuture<any Channel> {
        if let credentials = http.credentials, !credentials.isSendable {
            return loop.makeFailedFuture(
                ScrapeFailure.unreachable("the credentials hold a line break or control character"))
        }
        guard url.isTLS else { return open(url, http, limits, reader) }
        switch contexts.context(http.tls) {
        case .failure(let failure): return loop.makeFailedFuture(failure)
        case .success(let context):
            let tls = http.tls
            let queue = NIOLoopBound(waits, eventLoop: loop), bound = NIOLoopBound(gate, eventLoop: loop)
            return open(url, http, limits, reader).flatMap { channel in
                Self.secure(channel, bound.value, queue.value) {
                    try Self.handler(context, tls, host: url.isAddress ? nil : url.host)
                }
            }
        }
    }

    /// Begins the handshake when it is this connection's turn.
    private static func secure(
        _ channel: any Channel, _ gate: HandshakeGate, _ waits: @escaping (Bool) -> Void,
        handler: @escaping () throws -> NIOSSLClientHandler
    ) -> EventLoopFuture<any Channel> {
        let promise = channel.eventLoop.makePromise(of: (any Channel).self)
        waits(true)
        gate.enter {
            waits(false)
            guard channel.isActive else {
                promise.fail(ScrapeFailure.closedEarly)
                return false
            }
            do {
                let pipeline = channel.pipeline.syncOperations
                let handler = try handler()
                try pipeline.addHandler(handler, position: .first)
                try pipeline.addHandler(HandshakeWatch { gate.leave() }, position: .after(handler))
                promise.succeed(channel)
                return true
            } catch {
                channel.close(promise: nil)
                promise.fail(error)
                return false
            }
        }
        return promise.futureResult
    }

    /// A name that the configuration asks for must stand in the certificate; the target's own may be its address instead.
    private static func handler(_ context: NIOSSLContext, _ tls: TLSSettings, host: String?) throws
        -> NIOSSLClientHandler
    {
        guard let name = tls.serverName, !tls.isInsecure else {
            let name = tls.serverName.flatMap { CertificateName.isAddress($0) ? nil : $0 } ?? host
            return try NIOSSLClientHandler(context: context, serverHostname: name)
        }
        return try NIOSSLClientHandler._makeSSLClientHandler(
            context: context, serverHostname: CertificateName.isAddress(name) ? nil : name
        ) { certificate, channel in
            CertificateName.stands(name, in: certificate)
                ? channel.eventLoop.makeSucceededVoidFuture()
                : channel.eventLoop.makeFailedFuture(
                    ScrapeFailure.tls("the server's certificate does not carry the name \(name) (server_name)"))
        }
    }

    private func open(
        _ url: TargetURL, _ http: HTTPSettings, _ limits: ScrapeLimits, _ reader: NIOLoopBound<PageReader>
    ) -> EventLoopFuture<any Channel> {
        let bootstrap = ClientBootstrap(group: loop)
            .connectTimeout(.milliseconds(Int64(limits.connectTimeoutMs)))
            .channelOption(.socketOption(.so_keepalive), value: 1)
            .channelOption(.maxMessagesPerRead, value: 1)
            .channelOption(.recvAllocator, value: PassingBuffers())
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    try pipeline.addHandler(RequestWriter())
                    try pipeline.addHandler(ByteToMessageHandler(HTTPResponseDecoder()))
                    if http.acceptsGzip {
                        try pipeline.addHandler(NIOHTTPResponseDecompressor(limit: .size(limits.pageBytes)))
                    }
                    try pipeline.addHandler(reader.value)
                }
            }
        if url.isAddress, let address = try? SocketAddress(ipAddress: url.host, port: url.port) {
            return bootstrap.connect(to: address)
        }
        return bootstrap.connect(host: url.host, port: url.port)
    }
}
