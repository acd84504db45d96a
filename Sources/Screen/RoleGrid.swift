// A canvas as text for golden files: the glyphs, then the inks by name. Independent of any theme.

/// Meaning in text form: what a golden compares, whatever the colours.
public enum RoleGrid {
    private static let steps: [Unicode.Scalar] = Array("0123456789abcdefghijklmnopqrstuv".unicodeScalars)

    /// Glyph grid, foreground grid, background grid, each line for line; roles as letters explained at the end.
    public static func write(_ canvas: Canvas) -> String {
        var letters: [Role: Unicode.Scalar] = [:]
        for (index, role) in Role.allCases.enumerated() { letters[role] = Unicode.Scalar(UInt32(0x100 + index)) }
        func code(_ ink: Ink) -> Unicode.Scalar {
            if let level = ink.heatLevel { return steps[HeatSteps.step(level)] }
            return ink.role.flatMap { letters[$0] } ?? "?"
        }
        func grid(_ glyph: (Cell) -> Unicode.Scalar) -> String {
            var text = ""
            for y in 0..<canvas.height {
                var line = String.UnicodeScalarView()
                for x in 0..<canvas.width { line.append(glyph(canvas[x, y])) }
                text += String(line) + "|\n"
            }
            return text
        }
        var used = Set<Role>()
        for cell in canvas.cells { used.formUnion([cell.foreground.role, cell.background.role].compactMap { $0 }) }
        let legend = Role.allCases.filter { used.contains($0) }.map { "\(Character(letters[$0]!)) \($0.name)" }
        return "glyphs \(canvas.width)x\(canvas.height)\n" + grid(\.scalar) + "foreground\n"
            + grid { code($0.foreground) }
            + "background\n" + grid { code($0.background) } + "roles: " + legend.joined(separator: ", ") + "\n"
    }
}
