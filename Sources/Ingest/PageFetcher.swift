// Single pages, once each: for discovery and one-shot commands. Not a scraper: no schedule, no memory (unsafe: none).

import NIOCore
import NIOPosix
import Telemetry

/// Fetches URLs and waits for them.
public enum PageFetcher {
    /// - Parameter timeoutMs: for each whole reply.
    /// - Returns: bodies or reasons, in the order of `urls`. Call from no event loop.
    public static func fetch(_ urls: [TargetURL], timeoutMs: Int) -> [Result<[UInt8], ScrapeFailure>] {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        defer { try? group.syncShutdownGracefully() }
        let loop = group.next()
        var limits = ScrapeLimits()
        limits.connectTimeoutMs = timeoutMs
        let fixed = limits
        let connector = Connector(loop: loop, limits: limits, needsTLS: urls.contains(where: \.isTLS))
        let futures = urls.map { url in
            loop.flatSubmit { fetch(url, connector, fixed, timeoutMs) }
        }
        return futures.map { future in
            do { return try future.wait() } catch { return .failure(FailureWords.failure(of: error)) }
        }
    }

    private static func fetch(
        _ url: TargetURL, _ connector: Connector, _ limits: ScrapeLimits, _ timeoutMs: Int
    ) -> EventLoopFuture<Result<[UInt8], ScrapeFailure>> {
        let promise = connector.loop.makePromise(of: Result<[UInt8], ScrapeFailure>.self)
        let reader = PageReader(limit: limits.pageBytes, pool: BufferPool())
        let timer = connector.loop.scheduleTask(in: .milliseconds(Int64(timeoutMs))) {
            promise.succeed(.failure(.readTimeout))
        }
        let bound = NIOLoopBound(reader, eventLoop: connector.loop)
        connector.connect(url, reader: bound).whenComplete { result in
            switch result {
            case .failure(let error):
                timer.cancel()
                promise.succeed(.failure(FailureWords.failure(of: error)))
            case .success(let channel):
                bound.value.onEnd = { result, _ in
                    timer.cancel()
                    promise.succeed(result.map { Array($0.readableBytesView) })
                    channel.close(promise: nil)
                }
                bound.value.request(url, on: channel)
            }
        }
        return promise.futureResult
    }
}
