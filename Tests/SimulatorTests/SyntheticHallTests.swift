// The synthetic hall: pure in time, true in its pages, and faulty where it says so.

import App
import Exposition
import Facility
import Ingest
import Simulator
import Telemetry
import Testing

struct SyntheticHallTests {
    let start = Timestamp(milliseconds: 1_782_864_000_000)

    private func hall(_ scenario: Scenario = .mixed, seed: UInt64 = 1, gpus: Int = 1_728) -> SyntheticHall {
        SyntheticHall(topology: StandardHall.topology(gpus: gpus), seed: seed, scenario: scenario, start: start)
    }

    private func page(_ hall: SyntheticHall, _ kind: SyntheticHall.PageKind, _ tray: Int, _ ms: Int64) -> String {
        var buffer = PageBuffer()
        guard case .page = hall.write(kind, tray: tray, at: start + ms, into: &buffer) else { return "" }
        return String(decoding: buffer.bytes, as: UTF8.self)
    }

    @Test func anyMomentInAnyOrderIsTheSame() {
        let one = hall(), two = hall()
        let moments: [(Int, Int64)] = [(3, 90_000), (7, 0), (3, 12_345), (40, 3_600_000)]
        let forward = moments.map { page(one, .dcgm, $0.0, $0.1) + page(one, .node, $0.0, $0.1) }
        let backward = moments.reversed().map { page(two, .dcgm, $0.0, $0.1) + page(two, .node, $0.0, $0.1) }
        #expect(forward == backward.reversed())
        #expect(forward[0] != page(hall(seed: 2), .dcgm, 3, 90_000) + page(hall(seed: 2), .node, 3, 90_000))
    }

    @Test func pagesAreTrueExpositions() {
        let hall = hall(.none)
        for (kind, samples) in [(SyntheticHall.PageKind.dcgm, 100...100), (.node, 480...520)] {
            for tray in [0, 40, 60] {
                let text = page(hall, kind, tray, 5_000)
                var counted = 0, bad = 0
                Array(text.utf8).withUnsafeBytes { bytes in
                    var scanner = TextScanner(bytes)
                    while true {
                        switch scanner.next() {
                        case .sample: counted += 1
                        case .bad: bad += 1
                        case .skipped: break
                        case .end: return
                        }
                    }
                }
                #expect(samples.contains(counted), "\(kind) \(counted)")
                #expect(bad == 0)
            }
        }
    }

    /// Canonical GPU values of a tray's page, by metric and ordinal.
    private func canonical(_ text: String) throws -> [MetricID: [Int: Double]] {
        let values = PageValues()
        let decoder = PageDecoder(catalogue: .standard, store: SegmentStore())
        guard case .values(let table, _, _) = Array(text.utf8).withUnsafeBytes({ decoder.decode($0, into: values) })
        else { return [:] }
        var result: [MetricID: [Int: Double]] = [:]
        for (index, series) in table.series.enumerated() {
            if let metric = series.metric { result[metric, default: [:]][series.gpu] = values[index] * series.factor }
        }
        return result
    }

    @Test func bothNamingGenerationsSayTheSameThings() throws {
        let hall = hall(.none)
        // Racks 0 and 2 run the same job in different generations.
        let old = try canonical(page(hall, .dcgm, 0, 5_000)), new = try canonical(page(hall, .dcgm, 36, 5_000))
        #expect(page(hall, .dcgm, 0, 5_000).contains("Hostname=") && page(hall, .dcgm, 36, 5_000).contains("hostname="))
        #expect(Set(old.keys) == Set(new.keys) && old.count == 25)
        for metric in [
            MetricID.smActive, .powerWatts, .smClockHertz, .memoryUsedBytes, .nvlinkBytesPerSecond, .gpuUtil,
        ] {
            let left = try #require(old[metric]?[0]), right = try #require(new[metric]?[0])
            #expect(abs(left - right) < 0.25 * max(left, right), "\(metric) \(left) \(right)")
        }
    }

    @Test func countersNeverGoBack() throws {
        let hall = hall(.none, gpus: 72 * 192)
        for tray in stride(from: 0, to: hall.topology.trays.count, by: 331) {
            var last: [Int: Double] = [:]
            for second in stride(from: Int64(0), to: 700, by: 7) {
                let energy = try #require(try canonical(page(hall, .dcgm, tray, second * 1000))[.energyWatts])
                for (gpu, value) in energy {
                    #expect(value > (last[gpu] ?? 0), "tray \(tray) second \(second)")
                    last[gpu] = value
                }
            }
        }
    }

    /// The counter's slope is the power that the same page shows, also after a fault has begun.
    @Test(arguments: [Scenario.none, .throttling, .straggler, .gpuOffBus, .mixed])
    func energyIsTheIntegralOfPower(scenario: Scenario) throws {
        let hall = hall(scenario, gpus: 13_800)
        let struck = hall.faults.flatMap { fault -> [Int] in
            switch fault.place {
            case .rack(let rack): Array(hall.topology.racks[rack].gpus.prefix(8))
            case .tray(let tray): Array(hall.topology.trays[tray].gpus)
            case .gpu(let gpu): [gpu]
            default: []
            }
        }
        // One GPU of every job besides.
        for gpu in struck + stride(from: 0, to: hall.topology.gpuCount, by: 577) {
            var joules = 0.0
            let from: Int64 = 61_000, to: Int64 = 181_000, step: Int64 = 100
            for ms in stride(from: from, to: to, by: Int64.Stride(step)) {
                joules += Double(hall.sample(gpu: gpu, at: start + ms).powerMilliwatts) / 1000 * Double(step) / 1000
            }
            let counted =
                Double(
                    hall.sample(gpu: gpu, at: start + to).energyMillijoules
                        - hall.sample(gpu: gpu, at: start + from).energyMillijoules) / 1000
            #expect(abs(counted - joules) < 0.05 * joules, "\(scenario) GPU \(gpu): \(counted) J, \(joules) J by power")
        }
    }

    @Test func everyKindOfFaultFitsEightRacks() {
        for gpus in [576, 577, 1_152, 13_800] {
            for seed in UInt64(1)...40 {
                let hall = hall(.mixed, seed: seed, gpus: gpus)
                #expect(
                    hall.faults.count == 10 && Set(hall.faults.map(\.kind)).count == 9, "\(gpus) GPUs, seed \(seed)")
                let trays = hall.faults.flatMap { fault -> [Int] in
                    switch fault.place {
                    case .rack(let rack): Array(hall.topology.racks[rack].trays)
                    case .tray(let tray): [tray]
                    case .gpu(let gpu): [Int(hall.topology.trayOfGPU[gpu])]
                    default: []
                    }
                }
                #expect(Set(trays).count == trays.count, "\(gpus) GPUs, seed \(seed): faults overlap")
            }
        }
    }

    @Test func aHostPageIsAsLongAsARealOne() {
        let text = page(hall(.none), .node, 3, 5_000)
        #expect((55_000...61_000).contains(text.utf8.count), "\(text.utf8.count) bytes")
        #expect(text.contains("node_cpu_seconds_total") && text.contains("node_uname_info"))
    }

    @Test func faultsDoWhatTheyAreCalled() throws {
        func faulty(_ scenario: Scenario) throws -> (SyntheticHall, Fault) {
            let hall = hall(scenario)
            #expect(hall.faults.count == 1)
            let fault = try #require(hall.faults.first)
            #expect((10_000...60_000).contains(fault.begin - start))
            return (hall, fault)
        }
        let (lost, off) = try faulty(.gpuOffBus)
        guard case .gpu(let gpu) = off.place else { throw SimulatorError.place }
        let tray = Int(lost.topology.trayOfGPU[gpu]), ordinal = gpu - lost.topology.trays[tray].gpus.lowerBound
        #expect(try canonical(page(lost, .dcgm, tray, off.begin - start + 1_000))[.xid]?[ordinal] == 79)
        let after = try canonical(page(lost, .dcgm, tray, off.begin - start + 4_000))
        #expect(after[.smActive]?[ordinal] == nil && after[.smActive]?.count == 3)

        let (dead, deadFault) = try faulty(.deadTray)
        guard case .tray(let deadTray) = deadFault.place else { throw SimulatorError.place }
        var buffer = PageBuffer()
        guard case .refused = dead.write(.node, tray: deadTray, at: deadFault.begin + 1, into: &buffer) else {
            throw SimulatorError.place
        }

        let (dark, darkFault) = try faulty(.darkRack)
        guard case .rack(let rack) = darkFault.place else { throw SimulatorError.place }
        for tray in dark.topology.racks[rack].trays {
            guard case .silent = dark.write(.dcgm, tray: tray, at: darkFault.begin + 1, into: &buffer) else {
                throw SimulatorError.place
            }
        }

        let (frozen, frozenFault) = try faulty(.frozenExporter)
        guard case .tray(let still) = frozenFault.place else { throw SimulatorError.place }
        let begin = frozenFault.begin - start
        #expect(page(frozen, .dcgm, still, begin + 1_000) == page(frozen, .dcgm, still, begin + 9_000))
        #expect(page(frozen, .dcgm, still, begin - 2_000) != page(frozen, .dcgm, still, begin - 1_000))
    }

    @Test func physicalFaultsShowInTheirMetrics() throws {
        let expected: [(Scenario, MetricID, ClosedRange<Double>)] = [
            (.straggler, .smActive, 0.01...0.3), (.hotTray, .tempMarginCelsius, -20...2),
            (.nvlinkDown, .nvlinkLinksDown, 2...2),
            (.eccStorm, .eccSingleBit, 100...1e6), (.throttling, .clockEvents, 0x88...0x1FF),
        ]
        for (scenario, metric, range) in expected {
            let hall = hall(scenario)
            let fault = try #require(hall.faults.first)
            let gpus: Range<Int>
            switch fault.place {
            case .rack(let rack): gpus = hall.topology.racks[rack].gpus
            case .tray(let tray): gpus = hall.topology.trays[tray].gpus
            case .gpu(let gpu): gpus = gpu..<gpu + 1
            default: throw SimulatorError.place
            }
            let hit = try gpus.filter { gpu in
                let tray = Int(hall.topology.trayOfGPU[gpu])
                let values = try canonical(page(hall, .dcgm, tray, fault.begin - start + 40_000))
                return range.contains(values[metric]?[gpu - hall.topology.trays[tray].gpus.lowerBound] ?? .nan)
            }
            #expect(!hit.isEmpty, "\(scenario)")
        }
        #expect(hall(.none).faults.isEmpty)
        #expect(Set(hall(.mixed).faults.map(\.kind)).count == 9)
    }

    @Test func busyFieldsAreAsNoisyAsRealOnes() {
        let entropy = FieldEntropy.measure(hall(.none), gpus: 48, seconds: 240, catalogue: .standard)
        print(
            "mean entropy of \(entropy.fields) fields: \(entropy.printedBytes) bytes as printed, \(entropy.declaredBytes) at the declared resolutions"
        )
        #expect(entropy.fields == 25)
        #expect(entropy.printedBytes >= 1.2)
        #expect(entropy.declaredBytes >= 0.4)
    }
}

enum SimulatorError: Error { case place }
