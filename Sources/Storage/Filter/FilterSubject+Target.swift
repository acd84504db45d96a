// What a filter reads from a target: how its page is doing. Its place it has from the tray it reads.

import Telemetry

extension FilterSubject {
    func number(_ field: FilterField, of target: TargetStatus) -> Double? {
        switch field {
        case .bad: Double(target.badLines)
        case .size: target.lastSuccess == nil ? nil : target.bytes.map { Double($0) }
        case .samples: target.lastSuccess == nil ? nil : Double(target.series)
        case .took: target.lastSuccess == nil ? nil : target.lastDurationMs.map { Double($0) }
        case .every: Double(target.description.intervalMs)
        case .age: target.lastSuccess.map { Double(source.snapshot.moment - $0) }
        default: nil
        }
    }

    func text(_ field: FilterField, of target: TargetStatus) -> String? {
        switch field {
        case .target: target.description.url
        case .reason: target.failure?.reason ?? target.firstBadLine ?? ""
        case .state: target.state.word
        case .job: target.description.labels["job"]
        case .host: tray < 0 ? target.description.address : nil
        default: nil
        }
    }
}
