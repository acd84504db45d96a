// One rule at one entity, told true or false.

@testable import Alerting

struct RuleTrackProbe {
    private let rule: Rule
    private var track = RuleTrack()

    init(_ rule: Rule) { self.rule = rule }

    /// - Returns: how many instances fire.
    mutating func look(_ holds: Bool?, at milliseconds: Int64) -> Int {
        let holding = Holding(entries: holds == true ? [Holding.Entry(entity: 0)] : [])
        track.update(rule, holding, at: milliseconds, began: { _ in milliseconds }, truth: { _ in holds })
        return track.firing.count
    }
}
