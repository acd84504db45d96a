// The places that a CSV names, numbered as they turn up: once per place, however it is spelled.

/// Numbers of places and of their racks.
struct CSVPlaces {
    /// Ten times the largest hall that anybody plans.
    static let limit = 200_000

    private let path: String
    private(set) var all: [CSVPlace] = []
    /// By number of the place: the number of its rack.
    private(set) var rackOf: [Int] = []
    private(set) var racks: [String] = []
    private var numbers: [String: Int] = [:]
    private var known: [String: Int] = [:]
    private var rackNumbers: [String: Int] = [:]

    /// - Parameter path: of the file, for its errors.
    init(_ path: String) { self.path = path }

    /// The number of the place that a field of a line names; nil if it is one of another kind.
    mutating func number(_ lines: CSVLines, _ field: Int, isGPU: Bool) throws -> Int? {
        let text = lines.text(field)
        if let number = numbers[text] { return (all[number].gpu != nil) == isGPU ? number : nil }
        guard let place = CSVPlace(text), String(validating: lines.bytes(field), as: UTF8.self) != nil else {
            throw CSVFault(
                column: lines.column(field),
                reason: "no place of a value; write a tray as A01/t07, a GPU as A01/t07/g2")
        }
        guard (place.gpu != nil) == isGPU else { return nil }
        let number = try number(place)
        // Another spelling of a known place.
        if numbers.count < 4 * Self.limit { numbers[text] = number }
        return number
    }

    private mutating func number(_ place: CSVPlace) throws(UserError) -> Int {
        let key = place.trayPath + (place.gpu.map { "/g\($0)" } ?? "")
        if let number = known[key] { return number }
        guard all.count < Self.limit else {
            throw UserError("\(path): more than \(Self.limit) places; cut it into several files")
        }
        known[key] = all.count
        if rackNumbers[place.rack] == nil {
            rackNumbers[place.rack] = racks.count
            racks.append(place.rack)
        }
        rackOf.append(rackNumbers[place.rack]!)
        all.append(place)
        return all.count - 1
    }
}
