// Heat: one GPU, one tray, a rack or a loop? Every tray of the rack beside the mean of its height in the other racks that work as hard:
// a vertical gradient is normal, a tray that leaves it is not.
//
//   reach    4 GPUs hot in 1 tray of 1 rack; loop CDU-A1 mean margin 22 °C, all others 23 °C
//   water    92.6 kW of the GPUs take 133 l/min at 10 °C of rise (kW / 0.0697 / °C)
//   height   tray    here   others    more
//            t18     66 °C   65 °C    +1
//            t06     90 °C   65 °C   +25

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

    var lines: [EvidenceLine] { [reach(), water()] + gradient() }

    private func reach() -> EvidenceLine {
        let hot = (0..<topology.gpuCount).filter { evidence.scene.health.gpuMarks[$0] == .hot }
        let trays = Set(hot.map { topology.trayOfGPU[$0] }), racks = Set(hot.map { topology.rack(ofGPU: $0) })
        var words =
            "\(Figures.counted(hot.count, "GPU")) hot in \(Figures.counted(trays.count, "tray")) of \(Figures.counted(racks.count, "rack"))"
        if let loop = topology.groups.first(where: { $0.kind == .loop && $0.trays.contains(tray) }) {
            let here = mean(loop.racks), others = mean(topology.racks.indices.filter { !loop.racks.contains($0) })
            words += "; loop \(loop.name) at a mean of \(Figures.fixed(here, 0)) °C"
            words += others.isFinite ? ", the others at \(Figures.fixed(others, 0)) °C" : ", the only one"
        }
        return EvidenceLine("reach", words)
    }

    private func mean(_ racks: [Int]) -> Double {
        let rollUps = racks.map { snapshot.rollUp(.tempCelsius, .rack($0)) }.filter { $0.count > 0 }
        let count = rollUps.reduce(0) { $0 + $1.count }
        return count > 0 ? rollUps.reduce(0) { $0 + $1.sum } / Double(count) : .nan
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

    private func gradient() -> [EvidenceLine] {
        if let blind = ExporterRow.blind(.tempCelsius, snapshot) { return [.blind("height", blind)] }
        let heights = TrayHeights(snapshot)
        var lines = [EvidenceLine("height", "tray    here   same height elsewhere    more", .dim, isRow: true)]
        for tray in topology.racks[rack].trays.reversed() {
            let here = heights.mean(tray), other = heights.elsewhere(tray)
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
}
