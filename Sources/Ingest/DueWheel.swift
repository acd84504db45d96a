// Who is due: short buckets of time, looked at by one repeated task. A timer for each scrape would sort thousands of
// them for every page. It knows no clock: its reader says what time it is.

/// Of one thread.
final class DueWheel<Element> {
    static var bucketMs: Int { 5 }
    private static var bucketCount: Int { 4_096 }

    private struct Entry {
        let dueMs: Int
        let element: Element
    }

    private var buckets = [[Entry]](repeating: [], count: DueWheel.bucketCount)
    /// Buckets before this one have been turned.
    private var turned = 0
    private var taken: [Entry] = []

    /// Wakes the element at `dueMs`, or at the next turn if that is over.
    func add(_ element: Element, dueMs: Int) {
        buckets[index(max(turned, dueMs / Self.bucketMs))].append(Entry(dueMs: dueMs, element: element))
    }

    /// Forgets all.
    func clear() { for index in buckets.indices { buckets[index] = [] } }

    /// Wakes, in order of their buckets, those whose bucket is over: late by a bucket at most, never early. They may add themselves anew
    /// meanwhile.
    func turn(toMs nowMs: Int, _ wake: (Element) -> Void) {
        let end = nowMs / Self.bucketMs
        // After a long sleep of the process each bucket is looked at once.
        turned = max(turned, end - Self.bucketCount)
        while turned < end {
            let index = index(turned)
            turned += 1
            guard !buckets[index].isEmpty else { continue }
            swap(&taken, &buckets[index])
            for entry in taken {
                // Those of later rounds stay.
                if entry.dueMs / Self.bucketMs >= end { buckets[index].append(entry) } else { wake(entry.element) }
            }
            taken.removeAll(keepingCapacity: true)
        }
    }

    private func index(_ bucket: Int) -> Int { bucket % Self.bucketCount }
}
