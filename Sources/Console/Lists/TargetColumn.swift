// The columns of the targets view: what they are called, how they are written, what they are sorted by.

import Screen
import Storage
import Telemetry

/// One property of a target.
enum TargetColumn: String, CaseIterable {
    case state, age, took, size, samples, bad, unknown, every, target, reason

    /// What sorting compares; a target of which it is unknown stands behind all others.
    func key(_ target: TargetStatus, at moment: Timestamp) -> (number: Double?, text: String) {
        let known = Self.isKnown(target)
        switch self {
        case .state: return (Double(Self.trouble(target)), "")
        case .age: return (target.lastSuccess.map { Double(moment - $0) }, "")
        case .took: return (known ? target.lastDurationMs.map { Double($0) } : nil, "")
        case .size: return (known ? target.bytes.map { Double($0) } : nil, "")
        case .samples: return (known ? Double(target.series) : nil, "")
        case .bad: return (Double(target.badLines), "")
        case .unknown: return (known ? Double(target.page.unknownFamilies) : nil, "")
        case .every: return (Double(target.description.intervalMs), "")
        case .target: return (nil, target.description.url)
        case .reason: return (nil, target.failure?.reason ?? target.firstBadLine ?? "\u{10FFFF}")
        }
    }

    /// What its newest scrape brought is known only if that brought anything.
    private static func isKnown(_ target: TargetStatus) -> Bool { target.lastSuccess != nil && target.failure == nil }

    /// Numbers are best read from the greatest down, words from A on, states from the worst.
    var fallsFirst: Bool { ![.target, .reason, .state].contains(self) }

    /// 0 is worst.
    static func trouble(_ target: TargetStatus) -> Int {
        target.failure != nil ? 0 : target.state != .fresh ? 1 : target.badLines > 0 ? 2 : 3
    }

    func cell(_ target: TargetStatus, at moment: Timestamp) -> (String, Style) {
        let known = Self.isKnown(target)
        switch self {
        case .state:
            let role: Role = target.state == .fresh ? .good : target.failure != nil ? .critical : .warning
            return (target.state.word, Style(role))
        case .age: return (target.lastSuccess.map { Figures.age(moment - $0) } ?? "never", .text)
        case .took:
            let tookMs = known ? target.lastDurationMs : nil
            return (tookMs.map { "\(Figures.count($0)) ms" } ?? "–", .dim)
        case .size:
            let bytes = known ? target.bytes : nil
            return (bytes.map { Figures.value(Double($0), .bytes) } ?? "–", .dim)
        case .samples: return (known ? Figures.count(target.series) : "–", .dim)
        case .bad: return (Figures.count(target.badLines), target.badLines > 0 ? Style(.warning) : .dim)
        case .unknown: return (known ? Figures.count(target.page.unknownFamilies) : "–", .dim)
        case .every:
            let interval = Int64(target.description.intervalMs), learned = target.learnedIntervalMs ?? 0
            return (Figures.age(interval) + (learned > interval ? "/" + Figures.age(learned) : ""), .dim)
        case .target: return (target.description.url, .text)
        case .reason:
            let second = target.rival == nil ? "" : "another target reads the same host"
            let bad = target.firstBadLine ?? (target.badLines > 0 ? "bad lines" : second)
            let words = target.failure?.reason ?? Self.stillness(target, at: moment) ?? bad
            return (words, Style(target.failure == nil ? .warning : .critical))
        }
    }

    /// The page of a frozen target is fresh, what it says is not.
    private static func stillness(_ target: TargetStatus, at moment: Timestamp) -> String? {
        guard target.state == .frozen else { return nil }
        let age = target.since.map { ", known for \(Figures.age(moment - $0))" }
        return "its values stand still" + (age ?? "")
    }
}
