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

    /// What is known from one moment on where no change was noted: a replay's own moment.
    private var known: (from: Timestamp, identities: [GPUIdentity?])?

    init(gpus: Int) { changes = Array(repeating: [], count: gpus) }

    /// A log that knows no more than a moment.
    init(_ identities: [GPUIdentity?], at moment: Timestamp) {
        changes = []
        known = (moment, identities)
    }

    private func known(_ attribute: Attribute, _ gpu: Int) -> (from: Timestamp, value: String)? {
        guard let known, known.identities.indices.contains(gpu), let identity = known.identities[gpu] else {
            return nil
        }
        return (known.from, attribute.read(identity))
    }

    /// Notes what a page says of a GPU.
    mutating func note(_ identity: GPUIdentity, of gpu: Int, at time: Timestamp) {
        guard changes.indices.contains(gpu) else { return }
        for attribute in Attribute.allCases {
            let word = attribute.read(identity)
            let last = changes[gpu].last { $0.attribute == attribute }
            guard last.map({ words[Int($0.word)] != word }) ?? !word.isEmpty else { continue }
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
        guard changes.indices.contains(gpu) else {
            return known(attribute, gpu).flatMap { $0.from <= time ? $0.value : nil }
        }
        return changes[gpu].last { $0.attribute == attribute && $0.time <= time }.map { words[Int($0.word)] }
    }

    /// All kept values of an attribute with the moments from which they held, oldest first.
    public func history(_ attribute: Attribute, of gpu: Int) -> [(from: Timestamp, value: String)] {
        guard changes.indices.contains(gpu) else { return known(attribute, gpu).map { [$0] } ?? [] }
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
