// A server that answers any bytes to any request, on a loopback port of its own.

import NIOCore
import NIOPosix
import Synchronization

final class RawServer: Sendable {
    private let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    private let channel: any Channel
    private let count = SharedCount()

    var port: Int { channel.localAddress!.port! }
    var connections: Int { count.value.load(ordering: .relaxed) }

    /// - Parameter answer: bytes for each request; nil for silence.
    init(closes: Bool = false, _ answer: @escaping @Sendable (Int) -> [UInt8]?) throws {
        let count = count
        channel = try ServerBootstrap(group: group)
            .childChannelInitializer { channel in
                count.value.add(1, ordering: .relaxed)
                return channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Answerer(closes: closes, answer: answer))
                }
            }
            .bind(host: "127.0.0.1", port: 0).wait()
    }

    func stop() {
        try? channel.close().wait()
        try? group.syncShutdownGracefully()
    }

    static func reply(_ body: String) -> [UInt8] {
        Array(
            "HTTP/1.1 200 OK\r\nContent-Type: text/plain; version=0.0.4\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
                .utf8)
    }
}

final class SharedCount: Sendable { let value = Atomic<Int>(0) }

private final class Answerer: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer
    private let closes: Bool
    private let answer: @Sendable (Int) -> [UInt8]?
    private var requests = 0

    init(closes: Bool, answer: @escaping @Sendable (Int) -> [UInt8]?) {
        self.closes = closes
        self.answer = answer
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        requests += 1
        guard let bytes = answer(requests) else { return }
        let done = context.eventLoop.makePromise(of: Void.self)
        if closes {
            let channel = context.channel
            done.futureResult.whenComplete { _ in channel.close(promise: nil) }
        }
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: done)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}
