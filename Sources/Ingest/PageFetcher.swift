// Single pages, once each: for discovery and one-shot commands. Not a scraper: no schedule, no memory.

import NIOCore
import NIOPosix
import Telemetry

/// Fetches URLs and waits for them.
public enum PageFetcher {
    /// - Parameter timeoutMs: for each whole reply.
    /// - Returns: bodies or reasons, in the order of `requests`. Call from no event loop.
    public static func fetch(
        _ requests: [(url: TargetURL, http: HTTPSettings)], timeoutMs: Int, limitBytes: Int = 64 << 20
    ) -> [Result<[UInt8], ScrapeFailure>] {
        guard !requests.isEmpty else { return [] }
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        defer { try? group.syncShutdownGracefully() }
        let loop = group.next()
        var limits = ScrapeLimits()
        limits.connectTimeoutMs = timeoutMs
        limits.pageBytes = limitBytes
        let fixed = limits
        let connector = NIOLoopBoundBox.makeBoxSendingValue(Connector(loop: loop), eventLoop: loop)
        let futures = requests.map { url, http in
            loop.flatSubmit { fetch(url, http, connector.value, fixed, timeoutMs) }
        }
        return futures.map { future in
            do { return try future.wait() } catch {
                return .failure(FailureWords.failure(of: error, limitBytes: limitBytes))
            }
        }
    }

    private static func fetch(
        _ url: TargetURL, _ http: HTTPSettings, _ connector: Connector, _ limits: ScrapeLimits, _ timeoutMs: Int
    ) -> EventLoopFuture<Result<[UInt8], ScrapeFailure>> {
        let promise = connector.loop.makePromise(of: Result<[UInt8], ScrapeFailure>.self)
        let reader = PageReader(limit: limits.pageBytes, pool: BufferPool(), acceptsGzip: http.acceptsGzip)
        let timer = connector.loop.scheduleTask(in: .milliseconds(Int64(timeoutMs))) {
            promise.succeed(.failure(.readTimeout))
        }
        let bound = NIOLoopBound(reader, eventLoop: connector.loop)
        connector.connect(url, http, limits, reader: bound).whenComplete { result in
            switch result {
            case .failure(let error):
                timer.cancel()
                promise.succeed(.failure(FailureWords.failure(of: error, limitBytes: limits.pageBytes)))
            case .success(let channel):
                bound.value.onEnd = { result, _ in
                    timer.cancel()
                    promise.succeed(result.map { Array($0.body.readableBytesView) })
                    channel.close(promise: nil)
                }
                bound.value.request(
                    ScrapeRequest.head(
                        url, http, accept: "application/json, text/plain;version=0.0.4;q=0.9, */*;q=0.1"),
                    on: channel)
            }
        }
        return promise.futureResult
    }
}
