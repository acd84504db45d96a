// How many TLS handshakes run at once. Each costs us and the other side a millisecond: thousands begun together all take longer than a
// scrape may, fail together and begin anew together, for ever. It knows no connections, and no order but first come, first served.

/// A bounded number of doors and a queue before them. Event loop only.
final class HandshakeGate {
    static let width = 32
    private var inside = 0
    private var waiting: [() -> Bool] = []
    private var served = 0
    private var isOpening = false

    /// - Parameter begin: called at once or later; returns false if there is nothing to begin any more, else `leave` has to follow.
    func enter(_ begin: @escaping () -> Bool) {
        waiting.append(begin)
        open()
    }

    func leave() {
        inside -= 1
        open()
    }

    private func open() {
        // Whoever begins may leave at once.
        guard !isOpening else { return }
        isOpening = true
        while inside < Self.width, served < waiting.count {
            let begin = waiting[served]
            served += 1
            inside += 1
            if !begin() { inside -= 1 }
        }
        isOpening = false
        guard served == waiting.count || served > 4_096 else { return }
        waiting.removeFirst(served)
        served = 0
    }
}
