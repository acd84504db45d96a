// Heat: one GPU, one tray, a rack or a loop? Every tray of the rack beside the mean of its height in the other racks that work as hard:
// a vertical gradient is normal, a tray that leaves it is not.
//
//   reach    4 GPUs hot in 1 tray of 1 rack; loop CDU-A1 at a mean of 66 °C, others that work as hard at 65 °C
//   water    92.6 kW of the GPUs take 133 l/min at 10 °C of rise (kW / 0.0697 / °C)
//   height   tray    here   others    more
//            t06     90 °C   65 °C   +25
//            t18     66 °C   65 °C    +1

import Alerting
import Facility
import Screen
import Storage
import Telemetry

struct HeatEvidence {
    /// kW that a litre a minute of pure water carries per degree. Source: heat capacity and density at 40 °C.
    static let kilowattsPerLitre = 0.0697
    static let oddCelsius = 8.0

    let evidence: Evidence
    let tray: Int

    private var snapshot: Snapshot { evidence.snapshot }
    private var topology: Topology { evidence.topology }
    private var rack: Int { topology.trays[tray].rack }

    var lines: [EvidenceLine] {
        let heights = TrayHeights(snapshot, metric)
        return [reach(heights), water()] + gradient(heights)
    }

    /// The temperature that the alarm is about: a hot memory says nothing of the core, nor the core of it.
    private var metric: MetricID {
        evidence.alarm.metric == snapshot.catalogue[.memoryTempCelsius].name ? .memoryTempCelsius : .tempCelsius
    }

    private func reach(_ heights: TrayHeights) -> EvidenceLine {
        let hot = (0..<topology.gpuCount).filter(isHot)
        let trays = Set(hot.map { topology.trayOfGPU[$0] }), racks = Set(hot.map { topology.rack(ofGPU: $0) })
        var words =
            "\(Figures.counted(hot.count, "GPU")) hot in \(Figures.counted(trays.count, "tray")) of \(Figures.counted(racks.count, "rack"))"
        if metric != .tempCelsius { words += " by \(snapshot.catalogue[metric].title)" }
        return EvidenceLine("reach", words + loop(heights))
    }

    private func isHot(_ gpu: Int) -> Bool {
        guard metric != .tempCelsius else { return evidence.scene.health.gpuMarks[gpu] == .hot }
        let value = Double(snapshot.value(metric, gpu))
        return snapshot.catalogue[metric].thresholds.contains { $0.isPassed(by: value) }
    }

    /// The cooling loop beside the others, as far as they work as hard: idle racks are cool on any loop.
    private func loop(_ heights: TrayHeights) -> String {
        guard let loop = topology.groups.first(where: { $0.kind == .loop && $0.trays.contains(tray) }) else {
            return ""
        }
        let mates = Set(loop.trays)
        let here = heights.mean(loop.trays, workingAs: tray)
        let others = heights.mean(topology.trays.indices.filter { !mates.contains($0) }, workingAs: tray)
        guard here.isFinite, others.isFinite else { return "" }
        return "; loop \(loop.name) at a mean of \(Figures.fixed(here, 0)) °C, others that work as hard at "
            + "\(Figures.fixed(others, 0)) °C"
    }

    /// What the water would have to do; what it does, nobody exports.
    private func water() -> EvidenceLine {
        let kilowatts = evidence.watts([rack]) / 1_000
        let flow = Figures.fixed(kilowatts / (10 * Self.kilowattsPerLitre), 0)
        let need =
            kilowatts.isFinite
            ? "\(Figures.fixed(kilowatts, 1)) kW of \(topology.racks[rack].name)'s GPUs need \(flow) l/min at 10 °C of rise; "
            : ""
        return .blind("water", need + "no page tells of flow, supply and return temperature or pressure")
    }

    /// The alarm's own trays first, whatever the room for the others; then from the top down.
    private func gradient(_ heights: TrayHeights) -> [EvidenceLine] {
        if let blind = ExporterRow.blind(metric, snapshot) { return [.blind("height", blind)] }
        let struck = Set(evidence.alarm.members.map(\.place).compactMap(trayOf))
        let down = topology.racks[rack].trays.reversed()
        // Who is too hot too, by the same water perhaps, does not show how warm it should be.
        let hot = Set((0..<topology.gpuCount).filter(isHot).map { Int(topology.trayOfGPU[$0]) })
        var lines = [EvidenceLine("height", "tray    here   same height elsewhere    more", .dim, isRow: true)]
        for tray in down.filter(struck.contains) + down.filter({ !struck.contains($0) }) {
            let here = heights.mean(tray), other = heights.elsewhere(tray, without: hot)
            let more = here - other.mean
            let number = topology.trays[tray].number
            let label = "t\(number < 10 ? "0" : "")\(number)"
            func cell(_ value: Double) -> String { EvidenceLine.lead(Figures.fixed(value, 0) + " °C", 9) }
            let racks =
                other.racks > 0
                ? cell(other.mean) + EvidenceLine.lead("in \(Figures.counted(other.racks, "rack"))", 14)
                : EvidenceLine.lead("nobody as busy", 23)
            let style = more >= Self.oddCelsius ? Style(.critical) : .text
            let signed = more.isFinite ? Figures.signed(more, 0) : "–"
            lines.append(
                EvidenceLine("", label + cell(here) + racks + EvidenceLine.lead(signed, 8), style, isRow: true))
        }
        return lines
    }

    private func trayOf(_ place: Place) -> Int? {
        switch place {
        case .gpu(let gpu) where gpu < topology.gpuCount: Int(topology.trayOfGPU[gpu])
        case .tray(let tray): tray
        default: nil
        }
    }
}
