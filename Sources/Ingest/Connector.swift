// Opens connections: plain or TLS, fixed receive buffers, time-out. One for all targets.

import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import Telemetry

/// Makes channels whose last handler is the given reader.
struct Connector: Sendable {
    let loop: any EventLoop
    let limits: ScrapeLimits
    /// One context for all: making one costs more than a connection.
    let tls: NIOSSLContext?

    init(loop: any EventLoop, limits: ScrapeLimits, needsTLS: Bool) {
        self.loop = loop
        self.limits = limits
        tls = needsTLS ? try? NIOSSLContext(configuration: .makeClientConfiguration()) : nil
    }

    func connect(_ url: TargetURL, reader: NIOLoopBound<PageReader>) -> EventLoopFuture<any Channel> {
        let tls = tls
        let bootstrap = ClientBootstrap(group: loop)
            .connectTimeout(.milliseconds(Int64(limits.connectTimeoutMs)))
            .channelOption(.socketOption(.so_keepalive), value: 1)
            .channelOption(.recvAllocator, value: FixedSizeRecvByteBufferAllocator(capacity: 16_384))
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    if url.isTLS {
                        guard let tls else { throw NIOSSLError.failedToLoadCertificate }
                        let handler = try NIOSSLClientHandler(
                            context: tls, serverHostname: url.isAddress ? nil : url.host)
                        try channel.pipeline.syncOperations.addHandler(handler)
                    }
                    try channel.pipeline.syncOperations.addHTTPClientHandlers()
                    try channel.pipeline.syncOperations.addHandler(reader.value)
                }
            }
        if url.isAddress, let address = try? SocketAddress(ipAddress: url.host, port: url.port) {
            return bootstrap.connect(to: address)
        }
        return bootstrap.connect(host: url.host, port: url.port)
    }
}
