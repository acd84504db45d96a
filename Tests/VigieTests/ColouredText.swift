// Text with SGR sequences, taken apart into cells, so that two writers of the same picture can be compared.

enum ColouredText {
    struct Cell: Equatable {
        let glyph: Character
        /// `r;g;b`, nil for the terminal's own.
        let ink: String?
        let ground: String?
    }

    static func cells(_ text: String) -> [[Cell]] {
        var ink: String?, ground: String?
        return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            var cells: [Cell] = []
            var rest = line[...]
            while let character = rest.first {
                if character == "\u{1B}", let end = rest.firstIndex(of: "m") {
                    apply(
                        rest[rest.index(rest.startIndex, offsetBy: 2)..<end].split(
                            separator: ";", omittingEmptySubsequences: false
                        ).map(String.init), &ink, &ground)
                    rest = rest[rest.index(after: end)...]
                } else {
                    cells.append(Cell(glyph: character, ink: ink, ground: ground))
                    rest = rest.dropFirst()
                }
            }
            return cells
        }
    }

    private static func apply(_ codes: [String], _ ink: inout String?, _ ground: inout String?) {
        var index = 0
        while index < codes.count {
            switch codes[index] {
            case "", "0": (ink, ground) = (nil, nil)
            case "39": ink = nil
            case "49": ground = nil
            case "38", "48":
                guard index + 4 < codes.count, codes[index + 1] == "2" else { return }
                let colour = codes[index + 2...index + 4].joined(separator: ";")
                if codes[index] == "38" { ink = colour } else { ground = colour }
                index += 4
            default: break
            }
            index += 1
        }
    }
}
