// One target's life on the event loop (unsafe only to lend the body to the decoder): due, connect, request, page, wait, back off.
// Never two scrapes of one target at once.

import Exposition
import NIOCore
import NIOHTTP1
import Telemetry

/// Event loop only.
final class TargetScraper {
    /// Number of the target in the list of now.
    var index: Int
    private let url: TargetURL
    private let job: ScrapeJob
    private let timeoutMs: Int
    private let request: HTTPRequestHead
    private let schedule: ScrapeSchedule
    private let decoder: PageDecoder
    private let environment: ScrapeEnvironment
    private let reader: PageReader
    private var channel: (any Channel)?
    /// What the last reply's Content-Type meant: an exporter says the same each time.
    private var announced: (contentType: String?, grammar: PageGrammar, doubt: String?)?
    private var isOpen = false
    private var startedAt = NIODeadline.now()
    /// When the open scrape has taken too long, on the environment's clock.
    private var deadlineMs = 0
    private var failures = 0
    private var waitUntilMs = 0
    private var isStopped = false
    /// Times that it was due while the scrape was open: missed if a page comes after all, else a part of the failure.
    private var overrun = 0
    /// Scrapes still to come that stand off the grid.
    private var openings: Int

    init(index: Int, url: TargetURL, target: ScrapeTarget, decoder: PageDecoder, environment: ScrapeEnvironment) {
        self.index = index
        self.url = url
        job = target.job
        schedule = ScrapeSchedule(
            url: "\(url.host):\(url.port)\(url.path)", intervalMs: target.description.intervalMs)
        openings = schedule.secondMs == nil ? 1 : 2
        timeoutMs = target.timeoutMs ?? job.timeoutMs ?? job.limits.scrapeTimeoutMs(intervalMs: schedule.intervalMs)
        request = ScrapeRequest.head(url, job, timeoutMs: timeoutMs)
        self.decoder = decoder
        self.environment = environment
        reader = PageReader(
            limit: job.limits.pageBytes, pool: environment.buffers, acceptsGzip: job.http.acceptsGzip)
    }

    /// Between two scrapes.
    var intervalMs: Int { schedule.intervalMs }

    func start() {
        reader.onEnd = { [unowned self] result, keepAlive in finish(result, keepAlive: keepAlive) }
        arm(atMs: environment.elapsedMs + schedule.firstMs)
    }

    func stop() {
        isStopped = true
        reader.onEnd = nil
        channel?.close(promise: nil)
    }

    private func arm(atMs: Int) { environment.wheel.add(self, dueMs: atMs) }

    /// Its time has come.
    func due() {
        guard !isStopped else { return }
        let nowMs = environment.elapsedMs
        // The first scrape is off the grid, connects, and its page has to be learned: the grid begins when it has ended.
        if openings == 0 { arm(atMs: schedule.next(afterMs: nowMs)) }
        if isOpen {
            overrun += 1
            return
        }
        if nowMs < waitUntilMs { return }
        begin()
    }

    private func begin() {
        isOpen = true
        overrun = 0
        startedAt = .now()
        deadlineMs = environment.elapsedMs + timeoutMs
        if let channel, channel.isActive { return reader.request(request, on: channel) }
        let readerBound = NIOLoopBound(reader, eventLoop: environment.loop)
        let bound = NIOLoopBound(self, eventLoop: environment.loop)
        environment.connector.connect(
            url, job.http, job.limits, reader: readerBound, waits: { [weak self] in self?.wait($0) }
        ).whenComplete { result in
            bound.value.connected(result)
        }
    }

    /// The time in the queue for a handshake is ours, not the target's.
    private func wait(_ isWaiting: Bool) {
        guard isOpen else { return }
        startedAt = .now()
        deadlineMs = isWaiting ? .max : environment.elapsedMs + timeoutMs
    }

    private func connected(_ result: Result<any Channel, any Error>) {
        switch result {
        case .success(let channel):
            guard isOpen, !isStopped else { return channel.close(promise: nil) }
            self.channel = channel
            reader.request(request, on: channel)
        case .failure(let error):
            if isOpen {
                finish(
                    .failure(FailureWords.failure(of: error, limitBytes: job.limits.pageBytes)), keepAlive: false)
            }
        }
    }

    /// Ends a scrape that has taken too long. Asked from time to time: a timer of its own, cancelled after nearly every scrape, costs
    /// a search among those of all targets each time.
    func timeOut(atMs now: Int) {
        guard isOpen, now >= deadlineMs else { return }
        let connected = channel?.isActive == true
        finish(.failure(connected ? .readTimeout : .connectTimeout), keepAlive: false)
    }

    private func finish(_ result: Result<PageReader.Reply, ScrapeFailure>, keepAlive: Bool) {
        guard isOpen else { return }
        isOpen = false
        if openings > 0 {
            openings -= 1
            let nowMs = environment.elapsedMs
            if openings > 0, let secondMs = schedule.secondMs {
                arm(atMs: nowMs + secondMs)
            } else {
                arm(atMs: schedule.next(afterMs: nowMs + (schedule.secondMs ?? schedule.intervalMs / 2)))
            }
        }
        let time = environment.now()
        switch result {
        case .success(let reply):
            decode(reply, time)
            environment.buffers.give(reply.body)
        case .failure(let failure): fail(failure, time)
        }
        if !keepAlive {
            let closing = channel
            channel = nil
            closing?.close(promise: nil)
            // Whatever the old connection still says is nobody's.
            reader.end(.failure(.closedEarly), keepAlive: false)
        }
    }

    private func decode(_ reply: PageReader.Reply, _ time: Timestamp) {
        let values = environment.mailbox.values()
        let grammar: PageGrammar, doubt: String?
        do throws(PageGrammar.Refusal) { (grammar, doubt) = try self.grammar(of: reply.contentType) } catch {
            return fail(.notMetrics(error.reason), time)
        }
        if doubt != nil, reply.body.readableBytesView.first(where: { $0 > 0x20 }) == 0x3C {
            return fail(.notMetrics("HTML"), time)
        }
        let page = reply.body.withUnsafeReadableBytes { decoder.decode($0, grammar: grammar, into: values) }
        if !job.honorsTimestamps { values.dropTimestamps() }
        switch page {
        case .failed(let failure): fail(failure, time)
        case .values(let table, let bad, let first):
            failures = 0
            waitUntilMs = 0
            environment.counters.succeeded(missed: overrun)
            let took = Int((NIODeadline.now() - startedAt).nanoseconds / 1_000_000)
            environment.mailbox.post(
                .page(
                    Batch(
                        target: index, time: time, table: table, values: values, bytes: reply.body.readableBytes,
                        badLines: bad, firstBadLine: first ?? doubt ?? decoder.notice, durationMs: took)))
        }
    }

    private func grammar(of contentType: String?) throws(PageGrammar.Refusal) -> (PageGrammar, doubt: String?) {
        if let announced, announced.contentType == contentType { return (announced.grammar, announced.doubt) }
        let (grammar, doubt) = try PageGrammar.announced(by: contentType, fallback: job.fallback)
        announced = (contentType, grammar, doubt)
        return (grammar, doubt)
    }

    private func fail(_ failure: ScrapeFailure, _ time: Timestamp) {
        failures += 1
        waitUntilMs =
            environment.elapsedMs + schedule.backoffMs(failures: failures, limitMs: job.limits.backoffMs)
        environment.counters.failed()
        environment.mailbox.post(.failed(target: index, time: time, failure))
    }
}
