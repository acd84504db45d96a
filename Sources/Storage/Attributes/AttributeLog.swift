// The attributes of every GPU over time: words once each, and per GPU only its changes.

import Telemetry

/// Dictionary-coded attributes with their change times. A value type; a copy shares its storage.
public struct AttributeLog: Sendable {
    /// One value from one moment on.
    struct Change: Sendable {
        let time: Timestamp
        let attribute: Attribute
        let word: Int32
    }

    /// Changes kept per GPU and attribute; a flapping label cannot fill the memory.
    static let changeLimit = 32
    /// Distinct words; later ones read as the last slot, which says so.
    static let wordLimit = 1 << 20

    private(set) var words: [String] = [""]
    private var numbers: [String: Int32] = ["": 0]
    private var changes: [[Change]]
    private var noted = 0

    /// A replay's moment, what holds at it, and who knows what was noted before.
    private var replay: (moment: Timestamp, identities: [GPUIdentity?], past: any SnapshotPast)?

    init(gpus: Int) { changes = Array(repeating: [], count: gpus) }

    /// A log that is asked of a recording; where that has none, it knows no more than the moment.
    init(_ identities: [GPUIdentity?], at moment: Timestamp, past: any SnapshotPast) {
        changes = []
        replay = (moment, identities, past)
    }

    /// Equal for logs of one hall in which the same was noted.
    public var revision: Int { replay?.past.attributeRevision ?? noted }

    /// Every change of a GPU that is kept, oldest first.
    public func steps(of gpu: Int) -> [IdentityStep] {
        if let replay { return replay.past.identities(ofGPU: gpu) }
        guard changes.indices.contains(gpu) else { return [] }
        var steps: [IdentityStep] = [], identity = GPUIdentity(ordinal: 0)
        for change in changes[gpu] {
            change.attribute.write(words[Int(change.word)], to: &identity)
            if steps.last?.from == change.time { steps.removeLast() }
            steps.append(IdentityStep(from: change.time, identity: identity))
        }
        return steps
    }

    /// What a recording says of an attribute, with the bounds and the beginning that a log has.
    private func replayed(_ attribute: Attribute, _ gpu: Int, _ replay: (Timestamp, [GPUIdentity?], any SnapshotPast))
        -> [(from: Timestamp, value: String)]
    {
        var history: [(from: Timestamp, value: String)] = []
        let steps = replay.2.identities(ofGPU: gpu)
        for step in steps {
            let value = attribute.read(step.identity)
            if value != history.last?.value ?? "" { history.append((step.from, value)) }
        }
        if steps.isEmpty, replay.1.indices.contains(gpu), let identity = replay.1[gpu] {
            history = [(replay.0, attribute.read(identity))]
        }
        return history.suffix(Self.changeLimit)
    }

    /// Notes what a page says of a GPU.
    mutating func note(_ identity: GPUIdentity, of gpu: Int, at time: Timestamp) {
        guard changes.indices.contains(gpu) else { return }
        for attribute in Attribute.allCases {
            let word = attribute.read(identity)
            let last = changes[gpu].last { $0.attribute == attribute }
            guard last.map({ words[Int($0.word)] != word }) ?? !word.isEmpty else { continue }
            noted += 1
            changes[gpu].append(Change(time: time, attribute: attribute, word: number(of: word)))
            let own = changes[gpu].indices.filter { changes[gpu][$0].attribute == attribute }
            if own.count > Self.changeLimit { changes[gpu].remove(at: own[0]) }
        }
    }

    private mutating func number(of word: String) -> Int32 {
        if let known = numbers[word] { return known }
        guard words.count < Self.wordLimit else { return numbers["(too many values)"] ?? 0 }
        let stored = words.count == Self.wordLimit - 1 ? "(too many values)" : word
        numbers[stored] = Int32(words.count)
        words.append(stored)
        return Int32(words.count - 1)
    }

    /// The value at a moment: the last one noted by then; empty if the label was absent, nil if nothing is known of that time.
    public func value(_ attribute: Attribute, of gpu: Int, at time: Timestamp) -> String? {
        if let replay { return replayed(attribute, gpu, replay).last { $0.from <= time }?.value }
        guard changes.indices.contains(gpu) else { return nil }
        return changes[gpu].last { $0.attribute == attribute && $0.time <= time }.map { words[Int($0.word)] }
    }

    /// All kept values of an attribute with the moments from which they held, oldest first.
    public func history(_ attribute: Attribute, of gpu: Int) -> [(from: Timestamp, value: String)] {
        if let replay { return replayed(attribute, gpu, replay) }
        guard changes.indices.contains(gpu) else { return [] }
        return changes[gpu].filter { $0.attribute == attribute }.map { ($0.time, words[Int($0.word)]) }
    }

    /// The same log for another topology.
    ///
    /// - Parameter before: each new GPU's number in the old one, -1 if it had none.
    func relocated(_ before: [Int32]) -> AttributeLog {
        var log = self
        log.changes = before.map { $0 >= 0 && Int($0) < changes.count ? changes[Int($0)] : [] }
        return log
    }
}
