// Themes shown on a terminal's own output: the list, and one theme's roles and heat.

import Console
import Screen

/// What `vigie themes` prints.
public enum ThemePreview {
    /// A line for each theme with what it is for, then the files that could not be read.
    public static func list(_ library: ThemeLibrary) -> String {
        let width = library.names.map(\.count).max() ?? 0
        let lines = library.themes.map { theme in
            theme.name + String(repeating: " ", count: width - theme.name.count + 2) + theme.title + "\n"
        }
        return lines.joined() + library.problems.map { "problem: \($0)\n" }.joined()
    }

    /// Every role in its colours, then the heat map with each mark over it.
    public static func show(_ theme: Theme, _ depth: ColourDepth) -> String {
        let columns = 4, cell = 19
        let rows = (Role.allCases.count + columns - 1) / columns
        var canvas = Canvas(width: columns * cell, height: rows + 4)
        for (index, role) in Role.allCases.enumerated() {
            canvas.put(" \(role.name) ", x: index % columns * cell, y: index / columns, Style(role, on: role))
        }
        for x in 0..<64 { canvas[x, rows + 1] = Cell("▀", Style(.heat(UInt8(x * 4)), on: .heat(UInt8(x * 4)))) }
        for (index, mark) in Mark.allCases.filter({ $0 != .none }).enumerated() {
            let x = index * 4
            for offset in 0..<3 {
                canvas[x + offset, rows + 2] = Cell(" ", Style(.role(.text), on: .heat(UInt8(index * 18))))
            }
            canvas[x + 1, rows + 2] = Cell(mark.glyph, Style(mark.role, on: mark.role, .bold))
        }
        return CanvasANSI.write(canvas, theme, Lowering(depth: depth))
    }
}
