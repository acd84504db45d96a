// A rack template as a data file spells it, to be read again as the same.

extension TemplateReader {
    /// `{height: 48, gpus_per_tray: 4, units: [management 1-2, tray 18-9]}`
    static func write(_ template: RackTemplate) -> String {
        let units = items(template.units).map(InventoryWriter.quoted).joined(separator: ", ")
        return "{height: \(template.topU), gpus_per_tray: \(template.gpusPerTray), units: [\(units)]}"
    }

    /// One item for units of one word whose numbers follow each other.
    private static func items(_ units: [RackTemplate.Unit]) -> [String] {
        var runs: [(word: String, numbers: [Int])] = []
        for unit in units {
            let (word, number) = spelled(unit)
            if let last = runs.last, last.word == word, let number, unit == .empty || follows(last.numbers, number) {
                runs[runs.count - 1].numbers.append(number)
            } else {
                runs.append((word, number.map { [$0] } ?? []))
            }
        }
        return runs.map { word, numbers in
            guard let first = numbers.first, let last = numbers.last else { return word }
            if word == "empty" { return "empty \(numbers.count)" }
            return first == last ? "\(word) \(first)" : "\(word) \(first)-\(last)"
        }
    }

    private static func follows(_ numbers: [Int], _ next: Int) -> Bool {
        guard let last = numbers.last, abs(next - last) == 1 else { return false }
        return numbers.count == 1 || next - last == last - numbers[numbers.count - 2]
    }

    /// Word and number; empty units are counted by their numbers.
    private static func spelled(_ unit: RackTemplate.Unit) -> (word: String, number: Int?) {
        switch unit {
        case .managementSwitch(let number): ("management", number)
        case .powerShelf(let number): ("shelf", number)
        case .tray(let number): ("tray", number)
        case .nvlinkSwitch(let number): ("nvswitch", number)
        case .other(let name): (name, nil)
        case .empty: ("empty", 0)
        }
    }
}
