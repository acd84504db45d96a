// Notices the end of one TLS handshake, whatever end it takes, and goes. It touches no bytes.

import NIOCore
import NIOTLS

/// Stands behind the TLS handler. Event loop only.
final class HandshakeWatch: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer

    /// Who takes longer is slow on the other side, which costs us nothing: others may begin.
    private static let patience = TimeAmount.milliseconds(500)
    private var onEnd: (() -> Void)?
    private var timer: Scheduled<Void>?

    /// - Parameter onEnd: called once.
    init(onEnd: @escaping () -> Void) { self.onEnd = onEnd }

    func handlerAdded(context: ChannelHandlerContext) {
        let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
        timer = context.eventLoop.scheduleTask(in: Self.patience) { bound.value.end() }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .handshakeCompleted = event as? TLSUserEvent {
            end()
            context.pipeline.syncOperations.removeHandler(context: context, promise: nil)
        }
        context.fireUserInboundEventTriggered(event)
    }

    func channelInactive(context: ChannelHandlerContext) {
        end()
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) { end() }

    private func end() {
        timer?.cancel()
        timer = nil
        onEnd?()
        onEnd = nil
    }
}
