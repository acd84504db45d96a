// A declared recording of a small hall that nobody would build: racks of any name, holes, other steps, metrics in another order each time.

import App
import Facility
import Telemetry

@testable import Recording

enum RandomRecording {
    private static let names = [
        "A01", "A02", "A10", "B07", "C3", "C04", "Rack,7", "=cmd", "say \"x\"", "?01", "two\nlines", "a\r\nb", "Z/t01",
        "-", "Über-4", "12",
    ]
    private static let metrics: [MetricID] = [
        .powerWatts, .smActive, .tempCelsius, .memoryUsedBytes, .smClockHertz, .hostLoad1, .hostCPUBusyRatio,
    ]

    static func write(_ path: String, seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let topology = topology(&random)
        let recorder = try ValueRecorder(
            path, topology: topology, catalogue: .standard, values: 1_000, mode: "demo")
        var time = Demo.start
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            let step: Int64 = [500, 1_000, 1_000, 10_000].randomElement(using: &random)!
            time = time + Int64.random(in: 0...100_000, using: &random)
            recorder.beginPart(start: time, stepMs: step)
            let order = metrics.shuffled(using: &random).prefix(Int.random(in: 1...metrics.count, using: &random))
            for slot in 0..<Int.random(in: 1...12, using: &random) {
                time = time + step * (Bool.random(using: &random) ? 1 : Int64.random(in: 1...5, using: &random))
                for metric in order where slot == 0 || Int.random(in: 0..<5, using: &random) > 0 {
                    put(metric, topology, recorder, &random)
                }
                try recorder.close(at: time)
            }
        }
        _ = try recorder.finish()
    }

    private static func topology(_ random: inout SeededRandom) -> Topology {
        var hosts: [HostEntry] = []
        for (index, name) in names.shuffled(using: &random).prefix(Int.random(in: 1...9, using: &random)).enumerated() {
            for tray in [1, 2, 12] where Bool.random(using: &random) || tray == 1 {
                var place = HostPlace(row: "Y", rack: index + 1, tray: tray, rackName: name)
                if name.count == 3, let number = Int(name.suffix(2)) {
                    place = HostPlace(row: String(name.prefix(1)), rack: number, tray: tray)
                }
                let gpus = Int.random(in: 1...4, using: &random)
                hosts.append(HostEntry(name: "host-\(index)-\(tray)", place: place, gpus: gpus))
            }
        }
        return Topology(site: "", hall: "random", hosts: hosts)
    }

    private static func put(
        _ metric: MetricID, _ topology: Topology, _ recorder: ValueRecorder, _ random: inout SeededRandom
    ) {
        let isGPU = Catalogue.standard[metric].entity == .gpu
        for entity in 0..<(isGPU ? topology.gpuCount : topology.trays.count)
        where entity == 0 || Int.random(in: 0..<4, using: &random) > 0 {
            let value: Float =
                switch Int.random(in: 0..<12, using: &random) {
                case 0: 0
                case 1: .infinity
                case 2: -Float.random(in: 0...1e6, using: &random)
                case 3: Float.random(in: 0...1e13, using: &random)
                case 4: Float.random(in: 0...1e-3, using: &random)
                default: Float.random(in: 0...2_000, using: &random)
                }
            _ = recorder.put(metric, entity, value)
        }
    }
}
