// What a unit of a rack holds, in a word and a number, as the JSON of an epoch says it.

import Facility

enum UnitText {
    static func write(_ unit: RackTemplate.Unit) -> String {
        switch unit {
        case .tray(let number): "tray \(number)"
        case .nvlinkSwitch(let number): "switch \(number)"
        case .powerShelf(let number): "shelf \(number)"
        case .managementSwitch(let number): "management \(number)"
        case .other(let name): "other \(name)"
        case .empty: "empty"
        }
    }

    /// What a later version wrote is kept by its name.
    static func read(_ text: String) -> RackTemplate.Unit {
        let words = text.split(separator: " ", maxSplits: 1).map(String.init)
        let number = words.count > 1 ? Int(words[1]) : nil
        switch (words.first, number) {
        case ("tray", let number?): return .tray(number)
        case ("switch", let number?): return .nvlinkSwitch(number)
        case ("shelf", let number?): return .powerShelf(number)
        case ("management", let number?): return .managementSwitch(number)
        case ("other", _): return .other(words.count > 1 ? words[1] : "")
        case ("empty", _), (nil, _): return .empty
        default: return .other(text)
        }
    }
}
