// One HTTP reply at a time on one connection: body into a borrowed buffer, within a limit, or the reason why not.

import NIOCore
import NIOHTTP1
import Telemetry

/// The last handler of a scrape's pipeline. Event loop only.
final class PageReader: ChannelInboundHandler {
    typealias InboundIn = HTTPClientResponsePart
    typealias OutboundOut = HTTPClientRequestPart

    /// A page with what its reply said about it.
    struct Reply {
        let body: ByteBuffer
        let contentType: String?
    }

    private let limit: Int
    private let pool: BufferPool
    private let acceptsGzip: Bool
    private var body: ByteBuffer?
    private var contentType: String?
    private var failure: ScrapeFailure?
    private var keepAlive = true
    private var isWaiting = false
    /// Called once per request, with the page or the reason.
    var onEnd: ((Result<Reply, ScrapeFailure>, _ keepAlive: Bool) -> Void)?

    /// - Parameter acceptsGzip: whether a decompressor stands before us.
    init(limit: Int, pool: BufferPool, acceptsGzip: Bool) {
        self.limit = limit
        self.acceptsGzip = acceptsGzip
        self.pool = pool
    }

    /// Sends a request; the reply goes to `onEnd`.
    func request(_ head: HTTPRequestHead, on channel: any Channel) {
        body = nil
        contentType = nil
        failure = nil
        isWaiting = true
        channel.pipeline.syncOperations.writeAndFlush(NIOAny(HTTPClientRequestPart.head(head)), promise: nil)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            keepAlive = head.isKeepAlive
            contentType = head.headers.first(name: "Content-Type")
            let code = Int(head.status.code)
            if (300..<400).contains(code) { failure = .redirect(code) } else if code != 200 { failure = .status(code) }
            if failure == nil, let encoding = head.headers.first(name: "Content-Encoding"), !isInflated(encoding) {
                failure = .notMetrics("encoding \(encoding) was not asked for")
            }
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
            let page = Reply(body: body ?? ByteBuffer(), contentType: contentType)
            body = nil
            end(.success(page), keepAlive: keepAlive)
        }
    }

    /// What the decompressor knows has been undone already.
    private func isInflated(_ encoding: String) -> Bool {
        let name = encoding.lowercased()
        return name == "identity" || acceptsGzip && ["gzip", "deflate"].contains(name)
    }

    func channelInactive(context: ChannelHandlerContext) {
        end(.failure(.closedEarly), keepAlive: false)
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        end(.failure(FailureWords.failure(of: error, limitBytes: limit)), keepAlive: false)
        context.close(promise: nil)
    }

    /// Ends the request if one is open; later events of the same request are nobody's.
    func end(_ result: Result<Reply, ScrapeFailure>, keepAlive: Bool) {
        guard isWaiting else { return }
        isWaiting = false
        if let partial = body { pool.give(partial) }
        body = nil
        onEnd?(result, keepAlive)
    }
}
