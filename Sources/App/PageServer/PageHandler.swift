// One connection of the page server: requests in, pages out (unsafe: borrows the page's bytes once).

import NIOCore
import NIOHTTP1

/// Event loop only.
final class PageHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let pages: SimulatorPages

    init(pages: SimulatorPages) { self.pages = pages }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .head(let head) = unwrapInboundIn(data) else { return }
        let path = head.uri.split(separator: "?", maxSplits: 1).first.map(String.init) ?? "/"
        switch pages.reply(address: context.localAddress?.ipAddress ?? "", path: path) {
        case .silent: return
        case .refuse: context.close(promise: nil)
        case .notFound: send(context, .notFound, "text/plain", ByteBuffer(string: "no such page; try /targets\n"))
        case .body(let text): send(context, .ok, "application/json", ByteBuffer(string: text))
        case .page:
            var body = context.channel.allocator.buffer(capacity: pages.page.count)
            body.writeBytes(pages.page.bytes)
            send(context, .ok, "text/plain; version=0.0.4; charset=utf-8", body)
        }
    }

    private func send(
        _ context: ChannelHandlerContext, _ status: HTTPResponseStatus, _ type: String, _ body: ByteBuffer
    ) {
        var head = HTTPResponseHead(version: .http1_1, status: status)
        head.headers.add(name: "Content-Type", value: type)
        head.headers.add(name: "Content-Length", value: "\(body.readableBytes)")
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}
