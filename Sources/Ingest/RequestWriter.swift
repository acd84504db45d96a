// The bytes of a connection's request, put together once. Not an encoder for any request: one without a body, always the same.

import NIOCore
import NIOHTTP1

/// Stands where the library's encoder would: that one puts the head together anew before each of thousands of scrapes a second.
final class RequestWriter: ChannelOutboundHandler {
    typealias OutboundIn = HTTPClientRequestPart
    typealias OutboundOut = IOData

    private var bytes: ByteBuffer?

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard case .head(let head) = Self.unwrapOutboundIn(data) else {
            promise?.succeed()
            return
        }
        let request = bytes ?? Self.bytes(of: head)
        bytes = request
        context.write(Self.wrapOutboundOut(.byteBuffer(request)), promise: promise)
    }

    /// The head ends the request: there is no body.
    static func bytes(of head: HTTPRequestHead) -> ByteBuffer {
        var buffer = ByteBuffer()
        buffer.writeString("\(head.method.rawValue) \(head.uri) HTTP/1.1\r\n")
        for (name, value) in head.headers { buffer.writeString("\(name): \(value)\r\n") }
        buffer.writeString("\r\n")
        return buffer
    }
}
