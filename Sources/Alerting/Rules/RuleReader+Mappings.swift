// Mappings of a rules file of which every mistake is named, not only the first: what is wrong is left out and the rest is read.

import Facility
import Telemetry

extension RuleReader {
    /// The mapping without its unknown and doubled keys, each of which is a fault; nil if it is none.
    static func map(_ node: SourceNode, _ what: String, _ keys: [String], _ faults: inout [TextFault]) -> MapReader? {
        var rest = node
        while true {
            do throws(TextFault) { return try MapReader(rest, what, keys: keys) } catch {
                faults.append(error)
                guard let (less, _) = rest.leavingOut(error) else { return nil }
                rest = less
            }
        }
    }

    /// - Returns: the settings, and everything that is wrong with them.
    static func stragglers(_ node: SourceNode) -> (settings: StragglerSettings, faults: [TextFault]) {
        var settings = StragglerSettings(), faults: [TextFault] = []
        let keys = ["window", "windows", "needed", "z", "least_share", "least_celsius", "least_peers"]
        guard let map = map(node, "stragglers", keys, &faults) else { return (settings, faults) }
        if let node = map["window"] {
            if let window = node.text.flatMap(DurationText.parse), (1_000...3_600_000).contains(window) {
                settings.windowMs = window
            } else {
                faults.append(node.fault("window is a time from 1s to 1h"))
            }
        }
        for (key, range, path) in [
            ("windows", 1...8, \StragglerSettings.windows), ("needed", 1...8, \.needed),
            ("least_peers", 3...100_000, \.leastPeers),
        ] {
            do throws(TextFault) { settings[keyPath: path] = try map.int(key, range) ?? settings[keyPath: path] } catch
            {
                faults.append(error)
            }
        }
        if faults.isEmpty, settings.needed > settings.windows {
            faults.append(
                (map["needed"] ?? node).fault(
                    "needed is \(settings.needed), of \(settings.windows) windows: it never happens"))
        }
        for (key, path) in [
            ("z", \StragglerSettings.z), ("least_share", \.leastShare), ("least_celsius", \.leastCelsius),
        ] {
            guard let node = map[key] else { continue }
            let isShare = key == "least_share"
            if let number = node.number, number > 0, !isShare || number <= 1 {
                settings[keyPath: path] = number
            } else {
                faults.append(node.fault("\(key) is a \(isShare ? "share above 0, at most 1" : "number above 0")"))
            }
        }
        return (settings, faults)
    }
}
