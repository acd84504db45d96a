// One rack drawn as a block of half-block pixels with marks over them. It knows a shape, not where the rack stands.

import Facility
import Screen

/// Draws the GPUs of one rack into a box of the hall map.
struct RackPixels {
    let source: HeatSource
    let shape: MapShape
    /// Trays and GPUs per tray of the hall's largest rack: the grid all racks share.
    let trays: Int
    let gpus: Int

    /// Folds every unit of the rack into its pixel: `2 * height` rows of `width`.
    func folds(rack: Int) -> [Fold] {
        var folds = [Fold](repeating: Fold(), count: shape.width * shape.height * 2)
        let topology = source.scene.snapshot.topology, health = source.scene.health
        for tray in topology.racks[rack].trays {
            let fromTop = max(0, trays - topology.trays[tray].number)
            let range = topology.trays[tray].gpus
            if range.isEmpty {
                add(
                    &folds, unit: fromTop * gpus, value: source.value(tray: tray), mark: health.trayMarks[tray],
                    isMeant: source.isMeant(tray: tray))
            }
            for gpu in range {
                let unit = fromTop * gpus + min(gpu - range.lowerBound, gpus - 1)
                add(
                    &folds, unit: unit, value: source.value(gpu: gpu), mark: health.gpuMarks[gpu],
                    isMeant: source.isMeant(gpu: gpu))
            }
        }
        return folds
    }

    private func add(_ folds: inout [Fold], unit: Int, value: Float, mark: Mark, isMeant: Bool) {
        let pixel = shape.pixel(unit: unit, gpusPerTray: gpus)
        let index = min(max(0, pixel.y * shape.width + pixel.x), folds.count - 1)
        if isMeant { folds[index].add(value: value, mark: mark) } else { folds[index].addDimmed(mark: mark) }
    }

    func draw(rack: Int, x: Int, y: Int, on drawing: inout Drawing) {
        let folds = folds(rack: rack)
        for row in 0..<shape.height {
            for column in 0..<shape.width {
                let upper = folds[row * 2 * shape.width + column]
                let lower = folds[(row * 2 + 1) * shape.width + column]
                drawing.canvas[x + column, y + row] = cell(upper, lower)
            }
        }
    }

    /// A mark takes the whole cell, the worse of the two pixels; else two half blocks of heat. What reports but has no such number
    /// is a dash; under the health layer there are no numbers, and calm is cold.
    func cell(_ upper: Fold, _ lower: Fold) -> Cell {
        let mark = max(upper.mark, lower.mark)
        if mark > .none { return Cell(mark.glyph, Style(mark.role, on: mark.role, .bold)) }
        if upper.members + lower.members == 0 {
            let dimmed = max(upper.dimmedMark, lower.dimmedMark)
            // Outside the filter a mark stays where it is, without its loudness.
            if dimmed > .none { return Cell(dimmed.glyph, Style(.faint, on: .dimmed)) }
            if upper.dimmed + lower.dimmed > 0 { return Cell("▀", Style(ink(upper), on: ink(lower))) }
            return .blank
        }
        if source.metric == nil { return Cell("▀", Style(calm(upper), on: calm(lower))) }
        if upper.known + lower.known + upper.dimmed + lower.dimmed == 0 { return Cell("–", Style(.empty, on: .empty)) }
        return Cell("▀", Style(ink(upper), on: ink(lower)))
    }

    /// Under the health layer everything that is meant is calm and cold.
    private func calm(_ fold: Fold) -> Ink { fold.members == 0 && fold.dimmed > 0 ? .role(.dimmed) : .heat(0) }

    private func ink(_ fold: Fold) -> Ink {
        let mean = fold.mean
        if mean.isFinite { return source.ink(mean) }
        return .role(fold.members == 0 && fold.dimmed > 0 ? .dimmed : .background)
    }
}
