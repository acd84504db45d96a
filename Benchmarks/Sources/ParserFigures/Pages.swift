// Pages of a simulated hall at two moments (unsafe: lends bytes): the same series with other numbers.

import Exposition
import Facility
import Simulator
import Telemetry

/// One kind of page for many targets.
struct Pages {
    let name: String
    var before: [[UInt8]]
    var after: [[UInt8]]
    let samples: Int

    var bytes: Int { after.reduce(0) { $0 + $1.count } }

    static func dcgm(_ hosts: Int) -> Pages { make("dcgm", hosts, [.dcgm]) }
    static func node(_ hosts: Int) -> Pages { make("node", hosts, [.node]) }
    static func mixed(_ hosts: Int) -> Pages { make("mixed", hosts, [.dcgm, .node]) }

    private static func make(_ name: String, _ hosts: Int, _ kinds: [SyntheticHall.PageKind]) -> Pages {
        let start = Timestamp(milliseconds: 1_780_000_000_000)
        let hall = SyntheticHall(
            topology: StandardHall.topology(gpus: max(13_800, hosts * 4)), seed: 1, scenario: .none, start: start)
        var buffer = PageBuffer()
        /// Each kind is a page, and a target, of its own.
        func pages(_ time: Timestamp) -> [[UInt8]] {
            (0..<hosts).flatMap { tray in
                kinds.map { kind in
                    _ = hall.write(kind, tray: tray, at: time, into: &buffer)
                    return Array(buffer.bytes)
                }
            }
        }
        let before = pages(start + 10_000), after = pages(start + 41_000)
        let counter = PageSamples()
        let samples = after.reduce(0) { count, page in
            page.withUnsafeBytes { _ = counter.read($0, .prometheus, limits: .lifted) }
            return count + counter.count
        }
        return Pages(name: name, before: before, after: after, samples: samples)
    }

    /// The same pages as OpenMetrics: every type a gauge, and an end.
    var openMetrics: [[UInt8]] {
        after.map { page in
            let lines = page.split(separator: 0x0A).map { line -> [UInt8] in
                guard line.starts(with: Array("# TYPE ".utf8)), let space = line.lastIndex(of: 0x20) else {
                    return Array(line)
                }
                return Array(line[...space]) + Array("gauge".utf8)
            }
            return Array(lines.joined(separator: [0x0A])) + Array("\n# EOF\n".utf8)
        }
    }
}
