// The time zone of the screen.

import Foundation
import Telemetry

/// UTC, a fixed offset, or a named zone with its rules.
public struct ZoneChoice: Equatable, Sendable {
    private let zone: TimeZone?
    private let isUTC: Bool

    /// UTC by that name.
    public static let utc = ZoneChoice(zone: nil, isUTC: true)

    private init(zone: TimeZone?, isUTC: Bool) {
        self.zone = zone
        self.isUTC = isUTC
    }

    /// Reads `UTC`, `local`, `+02:00` or a name such as `Europe/Paris`.
    public static func parse(_ text: String) throws(UserError) -> ZoneChoice {
        if text == "UTC" { return .utc }
        if text == "local" { return ZoneChoice(zone: .current, isUTC: false) }
        if text.hasPrefix("+") || text.hasPrefix("-") {
            let parts = text.dropFirst().split(separator: ":").map { Int($0) }
            guard parts.count == 2, let hours = parts[0], let minutes = parts[1], (0..<15).contains(hours),
                (0..<60).contains(minutes)
            else {
                throw UserError("\"\(text)\" is no offset; write +02:00")
            }
            let seconds = (hours * 3600 + minutes * 60) * (text.hasPrefix("-") ? -1 : 1)
            return ZoneChoice(zone: TimeZone(secondsFromGMT: seconds), isUTC: false)
        }
        guard let zone = TimeZone(identifier: text) else {
            throw UserError("no time zone \"\(text)\"; write UTC, local, +02:00 or a name such as Europe/Paris")
        }
        return ZoneChoice(zone: zone, isUTC: false)
    }

    func offsetSeconds(at time: Timestamp) -> Int {
        zone?.secondsFromGMT(for: Date(timeIntervalSince1970: Double(time.milliseconds) / 1000)) ?? 0
    }

    func name(at time: Timestamp) -> String {
        guard !isUTC else { return "UTC" }
        return zone?.abbreviation(for: Date(timeIntervalSince1970: Double(time.milliseconds) / 1000)) ?? "UTC"
    }
}
