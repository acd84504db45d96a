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

    func connect(
        _ url: TargetURL, _ http: HTTPSettings, _ limits: ScrapeLimits, reader: NIOLoopBound<PageReader>
    ) -> EventLoopFuture<any Channel> {
        if let credentials = http.credentials, !credentials.isSendable {
            return loop.makeFailedFuture(
                ScrapeFailure.unreachable("the credentials hold a line break or control character"))
        }
        var secured: NIOSSLContext?
        if url.isTLS {
            switch contexts.context(http.tls) {
            case .success(let context): secured = context
            case .failure(let failure): return loop.makeFailedFuture(failure)
            }
        }
        let tls = secured
        let name = http.tls.serverName ?? (url.isAddress ? nil : url.host)
        let bootstrap = ClientBootstrap(group: loop)
            .connectTimeout(.milliseconds(Int64(limits.connectTimeoutMs)))
            .channelOption(.socketOption(.so_keepalive), value: 1)
            .channelOption(.maxMessagesPerRead, value: 1)
            .channelOption(.recvAllocator, value: PassingBuffers())
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    if let tls { try pipeline.addHandler(NIOSSLClientHandler(context: tls, serverHostname: name)) }
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
