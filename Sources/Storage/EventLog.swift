// The event log: bounded, in order, shared between snapshots page by page. It explains nothing.

import Facility
import Telemetry

/// Events, oldest first. A value type: a copy shares all full pages.
public struct EventLog: RandomAccessCollection, Sendable {
    private final class Page: Sendable {
        let events: [Event]
        init(_ events: [Event]) { self.events = events }
    }

    static let pageSize = 256
    /// The oldest page goes when more than this are full: 256 pages are 65,536 events, more than the
    /// 41,400 changes of state of a hall that goes dark.
    static let pageLimit = 256

    private var pages: [Page] = []
    private var tail: [Event] = []
    /// Events that are no longer in the log, because there were too many.
    public private(set) var forgotten = 0

    /// A log without events, nothing forgotten.
    public init() {}

    /// Always 0: the oldest event that is still kept.
    public var startIndex: Int { 0 }
    /// Events in the log, at most 256 full pages of 256 and an open one.
    public var endIndex: Int { pages.count * Self.pageSize + tail.count }

    /// Events are numbered from the oldest kept; a number shifts when a page is forgotten.
    public subscript(index: Int) -> Event {
        let page = index / Self.pageSize
        return page < pages.count
            ? pages[page].events[index % Self.pageSize] : tail[index - pages.count * Self.pageSize]
    }

    mutating func append(_ event: Event) {
        tail.append(event)
        guard tail.count == Self.pageSize else { return }
        pages.append(Page(tail))
        tail = []
        tail.reserveCapacity(Self.pageSize)
        if pages.count > Self.pageLimit {
            pages.removeFirst()
            forgotten += Self.pageSize
        }
    }

    /// Events of a span of time; nearly ordered logs are searched from both ends, so that a late event is not missed.
    public func between(_ from: Timestamp, _ to: Timestamp) -> [Event] {
        filter { $0.time >= from && $0.time < to }
    }

    /// The same events where `change` gives them a place; the others are dropped.
    func relocated(_ change: (Event) -> Event?) -> EventLog {
        var log = EventLog()
        log.forgotten = forgotten
        for event in self { if let moved = change(event) { log.append(moved) } }
        return log
    }
}

extension Snapshot {
    /// Events at a place and everything in it, oldest first.
    ///
    /// - Parameters:
    ///   - from, to: only those from `from` on, and before `to`.
    public func events(at place: Place, from: Timestamp? = nil, to: Timestamp? = nil) -> [Event] {
        events.filter { event in
            (from == nil || event.time >= from!) && (to == nil || event.time < to!)
                && topology.contains(event.place, in: place)
        }
    }
}
