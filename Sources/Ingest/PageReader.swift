// One HTTP reply at a time on one connection: body into a borrowed buffer, within a limit, or the reason why not.

import NIOCore
import NIOHTTP1
import Telemetry

/// The last handler of a scrape's pipeline. Event loop only.
final class PageReader: ChannelInboundHandler {
    typealias InboundIn = HTTPClientResponsePart
    typealias OutboundOut = HTTPClientRequestPart

    private let limit: Int
    private let pool: BufferPool
    private var body: ByteBuffer?
    private var failure: ScrapeFailure?
    private var keepAlive = true
    private var isWaiting = false
    /// Called once per request, with the body or the reason.
    var onEnd: ((Result<ByteBuffer, ScrapeFailure>, _ keepAlive: Bool) -> Void)?

    init(limit: Int, pool: BufferPool) {
        self.limit = limit
        self.pool = pool
    }

    /// Sends a request; the reply goes to `onEnd`.
    func request(_ url: TargetURL, on channel: any Channel) {
        body = nil
        failure = nil
        isWaiting = true
        var head = HTTPRequestHead(version: .http1_1, method: .GET, uri: url.path)
        let usualPort = url.port == (url.isTLS ? 443 : 80)
        head.headers.add(name: "Host", value: usualPort ? url.host : "\(url.host):\(url.port)")
        head.headers.add(name: "Accept", value: "text/plain;version=0.0.4;q=1,*/*;q=0.1")
        head.headers.add(name: "User-Agent", value: "vigie/0.1")
        channel.write(HTTPClientRequestPart.head(head), promise: nil)
        channel.writeAndFlush(HTTPClientRequestPart.end(nil), promise: nil)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            keepAlive = head.isKeepAlive
            let code = Int(head.status.code)
            if (300..<400).contains(code) { failure = .redirect(code) } else if code != 200 { failure = .status(code) }
        case .body(var part):
            guard isWaiting else { return }
            if (body?.readableBytes ?? 0) + part.readableBytes > limit {
                end(.failure(.tooLarge(limitBytes: limit)), keepAlive: false)
                context.close(promise: nil)
            } else if failure == nil {
                if body == nil { body = pool.take() }
                body?.writeBuffer(&part)
            }
        case .end:
            if let failure { return end(.failure(failure), keepAlive: keepAlive) }
            let page = body ?? ByteBuffer()
            body = nil
            end(.success(page), keepAlive: keepAlive)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        end(.failure(.closedEarly), keepAlive: false)
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        end(.failure(FailureWords.failure(of: error)), keepAlive: false)
        context.close(promise: nil)
    }

    /// Ends the request if one is open; later events of the same request are nobody's.
    func end(_ result: Result<ByteBuffer, ScrapeFailure>, keepAlive: Bool) {
        guard isWaiting else { return }
        isWaiting = false
        if let partial = body { pool.give(partial) }
        body = nil
        onEnd?(result, keepAlive)
    }
}
