// The one thing the two loops share: the newest snapshot, and a descriptor that wakes the reader.

import Alerting
import Glibc
import Storage
import Synchronization
import Telemetry

/// Written by the core loop, read by the screen loop; neither ever waits for the other.
public final class Publication: Sendable {
    private let newest: Mutex<Snapshot>
    private let alertState = Mutex(AlertState())
    private let boards = Mutex(BoardPast())
    private let notes = Mutex<[AlertNote]>([])
    private let notice = Mutex<[String]>([])
    private let ends: (read: Int32, write: Int32)

    /// - Throws: no pipe is to be had, too many open files.
    public init(_ snapshot: Snapshot) throws(UserError) {
        newest = Mutex(snapshot)
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw UserError("no pipe between the loops: too many open files?") }
        for end in ends {
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
        }
        self.ends = (ends[0], ends[1])
    }

    deinit {
        close(ends.read)
        close(ends.write)
    }

    /// Readable when something was published since the last `take`.
    public var descriptor: Int32 { ends.read }

    /// - Parameter alerts: alarms of the same moment; nil keeps the last.
    func publish(_ snapshot: Snapshot, alerts: AlertState? = nil) {
        newest.withLock { $0 = snapshot }
        if let alerts {
            alertState.withLock { $0 = alerts }
            boards.withLock { $0.note(alerts.board, snapshot.topology) }
        }
        var byte: UInt8 = 1
        // A full pipe means that a wake-up is pending.
        _ = write(ends.write, &byte, 1)
    }

    /// Alarms of the newest published moment.
    public var alerts: AlertState { alertState.withLock { $0 } }

    /// What the rules said at an earlier moment of this session; a silent board where that is not kept.
    func board(at moment: Timestamp) -> AlertBoard { boards.withLock { $0.board(at: moment) } }

    /// Hands a person's note to the core thread; bounded.
    func add(_ note: AlertNote) { notes.withLock { if $0.count < 1_000 { $0.append(note) } } }

    func takeNotes() -> [AlertNote] {
        notes.withLock { notes in
            defer { notes = [] }
            return notes
        }
    }

    /// Something to tell the user once; may hold bytes of strangers.
    public func notify(_ text: String) {
        notice.withLock { if $0.count < 20 { $0.append(text) } }
        var byte: UInt8 = 1
        _ = write(ends.write, &byte, 1)
    }

    /// What has been said since the last call, newest last.
    public func takeNotices() -> [String] {
        notice.withLock { list in
            defer { list = [] }
            return list
        }
    }

    /// The newest snapshot; the descriptor is quiet from then on until the next one.
    public func take() -> Snapshot {
        var byte: UInt8 = 0
        while read(ends.read, &byte, 1) == 1 {}
        return newest.withLock { $0 }
    }
}
