// The current screen as files: text to paste, SVG with exact colours to look at.

import Console
import Foundation
import Screen
import Telemetry

/// Saves what is on the screen.
enum Picture {
    /// Writes `vigie-VIEW-MOMENT.txt` and `.svg` into the current folder, else into the home folder; nothing is overwritten.
    ///
    /// - Returns: a sentence that says where, or why not.
    static func save(_ canvas: Canvas, _ theme: Theme, _ scene: Scene, _ state: ConsoleState) -> String {
        let civil = CivilTime(scene.snapshot.moment)
        let digits = (civil.date + "T" + civil.clock).filter { $0 != "-" && $0 != ":" }
        let text = CanvasText.write(canvas, Lowering(depth: .truecolor)), svg = CanvasSVG.write(canvas, theme)
        var problem = ""
        for folder in [FileManager.default.currentDirectoryPath, NSHomeDirectory()] {
            for attempt in 0..<100 {
                let name = "\(folder)/vigie-\(state.view.rawValue)-\(digits)Z" + (attempt == 0 ? "" : "-\(attempt)")
                if FileManager.default.fileExists(atPath: name + ".svg") { continue }
                do {
                    try Data(text.utf8).write(to: URL(fileURLWithPath: name + ".txt"), options: .withoutOverwriting)
                    try Data(svg.utf8).write(to: URL(fileURLWithPath: name + ".svg"), options: .withoutOverwriting)
                    return "saved \(name).txt and .svg"
                } catch {
                    problem = "\(folder): \(error.localizedDescription)"
                    break
                }
            }
        }
        return "not saved: \(problem)"
    }
}
