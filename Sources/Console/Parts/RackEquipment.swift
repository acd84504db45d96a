// What stands between a rack's trays: switches and shelves, as far as anything is known of them. It invents no value:
// links are counted where the GPUs see them, power where they draw it, and what no page tells is said once per block.

import Facility
import Screen
import Storage
import Telemetry

struct RackEquipment {
    let scene: Scene
    let rack: Int

    private var snapshot: Snapshot { scene.snapshot }

    /// The line of one unit, words from `x` on; `opens` its block and `isFirst` of its kind in the rack.
    func draw(
        _ drawing: inout Drawing, _ unit: RackTemplate.Unit, opens: Bool, isFirst: Bool, label: Int, x: Int, y: Int,
        maxX: Int
    ) {
        let words: (text: String, style: Style)?
        switch unit {
        case .nvlinkSwitch(let number):
            drawing.canvas.put("nvsw \(number)", x: label, y: y, Style(.faint))
            words = opens ? links() : nil
        case .powerShelf(let number):
            drawing.canvas.put("shelf \(number)", x: label, y: y, Style(.faint))
            words = opens && isFirst ? power() : nil
        case .managementSwitch(let number):
            drawing.canvas.put("mgmt \(number)", x: label, y: y, Style(.faint))
            words = nil
        case .other(let name):
            drawing.canvas.put(name, x: label, y: y, Style(.faint), limit: x - label)
            words = nil
        case .tray, .empty: words = nil
        }
        if let words { drawing.canvas.put(words.text, x: x, y: y, words.style, limit: maxX - x) }
    }

    /// `1,274 of 1,296 links up, 18 unknown, as the GPUs see them`: the links of a lost GPU are still there, and nobody sees them.
    private func links() -> (text: String, style: Style) {
        let down = snapshot.rollUp(.nvlinkLinksDown, .rack(rack))
        guard down.count > 0 else {
            let isExported = snapshot.isExported(.nvlinkLinksDown)
            return (isExported ? "links unknown" : "no page tells of NVLinks", .dim)
        }
        let perGPU = Int(snapshot.catalogue[.nvlinkLinksDown].range.upperBound)
        let gpus = snapshot.topology.racks[rack].gpus.count, seen = down.count * perGPU, all = gpus * perGPU
        let unknown = all > seen ? ", \(Figures.count(all - seen)) unknown" : ""
        let text =
            "\(Figures.count(seen - Int(down.sum))) of \(Figures.counted(all, "link")) up\(unknown), as the GPUs see them"
        return (text, down.sum > 0 ? Style(Mark.link.severity.role) : .dim)
    }

    /// `GPUs draw 95 kW; the shelves tell nothing`
    private func power() -> (text: String, style: Style) {
        let power = snapshot.rollUp(.powerWatts, .rack(rack))
        let drawn = power.count > 0 ? "GPUs draw \(Figures.value(power.sum, .watts)); " : ""
        return (drawn + "no page tells of shelves", .dim)
    }
}
