// What lies before an epoch: whatever was shown at its beginning, and so on back to the first. Events and identities of then are given the
// numbers of now.

import Storage
import Telemetry

extension RecordingReader {
    /// Epochs whose chapters are kept.
    static let chapterEpochs = 64

    /// The earlier epochs of one, newest first; of one file and of those that are joined with it.
    func chapters(before epoch: Epoch) -> Chapters? {
        let revision = joined?.revision ?? revision
        if let known = chaptersKnown[epoch.id], known.revision == revision { return known }
        guard let joint = spans(ofEpoch: epoch.id, slots: .min..<(.max)).first?.start else { return nil }
        var list: [Chapter] = [], bound = joint, unbroken = joint
        while let (number, row) = shown(before: bound) {
            let reader = number.flatMap { joined?.readers[$0] } ?? self
            guard let old = reader.epochsByID[row.epoch], let first = reader.firstSlot(ofEpoch: old.id) else { break }
            let end = min(row.firstSlot + row.slots, old.slot(endedBy: bound) + 1)
            let start = old.start + Int64(first) * old.stepMs
            guard start < bound else { break }
            if first < end {
                let chapter = Chapter(
                    reader: number, epoch: old, slots: first..<end, crossing: Crossing(from: old, to: epoch))
                if unbroken == bound, bound - chapter.end <= Int64(Self.gapSlots) * epoch.stepMs {
                    let slot = reader.unbrokenSlot(ofEpoch: old.id, endingAt: end - 1)
                    unbroken = old.start + Int64(slot) * old.stepMs
                }
                list.append(chapter)
            }
            bound = start
        }
        let chapters = Chapters(revision: revision, list: list, joint: joint, unbroken: unbroken)
        if chaptersKnown.count >= Self.chapterEpochs { chaptersKnown = [:] }
        chaptersKnown[epoch.id] = chapters
        return chapters
    }

    /// The span that was shown when `time` began, and the reader that has it; nil if nothing lies before.
    private func shown(before time: Timestamp) -> (reader: Int?, row: SpanRow)? {
        let number = joined?.reader(at: time)
        guard joined == nil || number != nil else { return nil }
        let row = (number.flatMap { joined?.readers[$0] } ?? self).row(at: time)
        return row.flatMap { $0.start < time ? (number, $0) : nil }
    }

    private func reader(of chapter: Chapter) -> RecordingReader {
        chapter.reader.flatMap { joined?.readers[$0] } ?? self
    }

    /// An epoch's own events, oldest first, with those of earlier epochs before them. The first slot of a cut says the events of before
    /// again: they count once.
    func events(_ own: [Event], behind chapters: Chapters?) -> [Event] {
        guard let chapters, !chapters.list.isEmpty, own.count < Self.eventLimit else { return own }
        let earlier = earlierEvents(chapters)
        let new = own.filter { $0.time > chapters.joint || !earlier.all.contains($0) }
        return earlier.list.suffix(Self.eventLimit - new.count) + new
    }

    private func earlierEvents(_ chapters: Chapters) -> (list: [Event], all: Set<Event>) {
        if let known = chapters.events { return known }
        var parts: [[Event]] = [], all = Set<Event>()
        var count = 0
        for chapter in chapters.list where count < Self.eventLimit {
            // Without its events a past is still worth seeing.
            let events = (try? reader(of: chapter).events(chapter.epoch, upTo: chapter.slots.upperBound - 1)) ?? []
            parts.append(events.compactMap(chapter.crossing.event))
            // Each may say again what lies before it.
            count += events.lazy.filter { $0.time > chapter.start }.count
        }
        let list = parts.reversed().joined().filter { all.insert($0).inserted }
        chapters.events = (list, all)
        return (list, all)
    }

    /// What was noted of a GPU in earlier epochs, oldest first.
    func earlierIdentities(_ chapters: Chapters, gpu: Int) -> [IdentityStep] {
        if let known = chapters.identities[gpu] { return known }
        var steps: [IdentityStep] = []
        for chapter in chapters.list {
            guard let then = chapter.crossing.entity(true, gpu) else { continue }
            let earlier = try? reader(of: chapter).identities(
                chapter.epoch, upTo: chapter.slots.upperBound - 1, gpu: then)
            steps = (earlier ?? []).behind(steps)
        }
        chapters.identities[gpu] = steps
        return steps
    }
}

extension [IdentityStep] {
    /// These before later ones: an epoch may begin by saying again what was noted in the one before.
    func behind(_ later: [IdentityStep]) -> [IdentityStep] {
        guard let first = later.first?.from else { return self }
        return filter { $0.from < first } + later
    }
}
