// What lies before an epoch, newest first: found once, and kept while no span comes or goes. Used under the readers' lock.

import Storage
import Telemetry

/// The earlier epochs of one epoch.
final class Chapters {
    /// Sum of the readers' revisions when they were looked through.
    let revision: Int
    let list: [Chapter]
    /// Beginning of the epoch's own first slot.
    let joint: Timestamp
    /// Beginning of the stretch without long gaps that ends at the joint.
    let unbroken: Timestamp
    /// Events of all, placed in the later hall; nil until somebody asks.
    var events: (list: [Event], all: Set<Event>)?
    /// What was noted of a GPU before, by its number in the later hall.
    var identities: [Int: [IdentityStep]] = [:]

    init(revision: Int, list: [Chapter], joint: Timestamp, unbroken: Timestamp) {
        self.revision = revision
        self.list = list
        self.joint = joint
        self.unbroken = unbroken
    }

    /// Beginning of the oldest slot of all.
    var start: Timestamp { list.last?.start ?? joint }
}
