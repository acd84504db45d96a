// Whether somebody asked a command without a screen to end: SIGINT, SIGTERM, SIGHUP.

@preconcurrency import Dispatch
import Glibc
import Synchronization

/// Hears the signals from its making on.
final class EndSignal: Sendable {
    private let reached: Flag
    private let sources: [any DispatchSourceSignal]

    /// Shared with the handlers.
    private final class Flag: Sendable {
        let value = Atomic<Bool>(false)
    }

    init() {
        let flag = Flag()
        reached = flag
        var blocked = sigset_t()
        sigemptyset(&blocked)
        sources = [SIGINT, SIGTERM, SIGHUP].map { number in
            signal(number, SIG_IGN)
            sigaddset(&blocked, number)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { flag.value.store(true, ordering: .relaxed) }
            source.resume()
            return source
        }
        // Whoever started us may have had them blocked.
        pthread_sigmask(SIG_UNBLOCK, &blocked, nil)
    }

    var isReached: Bool { reached.value.load(ordering: .relaxed) }
}
