// Spelled places: `B17`, `B17/t07`, `B17/t07/g2`, both ways.

extension Topology {
    /// `B17/t07`
    public func path(tray: Int) -> String {
        let number = trays[tray].number
        return "\(racks[trays[tray].rack].name)/t\(number < 10 ? "0" : "")\(number)"
    }

    /// `B17/t07/g2`
    public func path(gpu: Int) -> String {
        let tray = Int(trayOfGPU[gpu])
        return "\(path(tray: tray))/g\(gpu - trays[tray].gpus.lowerBound)"
    }

    /// The rack that holds a GPU.
    public func rack(ofGPU gpu: Int) -> Int { trays[Int(trayOfGPU[gpu])].rack }

    /// The path of any place; the hall's name for the hall.
    public func path(_ place: Place) -> String {
        switch place {
        case .hall: hall
        case .row(let row): row < rows.count ? rows[row].name : "?"
        case .rack(let rack): rack < racks.count ? racks[rack].name : "?"
        case .tray(let tray): tray < trays.count ? path(tray: tray) : "?"
        case .gpu(let gpu): gpu < gpuCount ? path(gpu: gpu) : "?"
        }
    }

    /// Reads a path of any depth; nil if it names no place here.
    public func place(at path: String) -> Place? {
        let parts = path.split(separator: "/").map(String.init)
        guard let first = parts.first, parts.count <= 3 else { return nil }
        if parts.count == 1, let row = rows.firstIndex(where: { $0.name == first || $0.name == first.uppercased() }) {
            return .row(row)
        }
        guard let rack = rack(named: first) else {
            guard let tray = tray(ofHost: first) else { return nil }
            return parts.count == 1 ? .tray(tray) : gpu(parts[1], of: tray)
        }
        guard parts.count > 1 else { return .rack(rack) }
        guard let number = Self.number(parts[1], after: "t"),
            let tray = racks[rack].trays.first(where: { trays[$0].number == number })
        else { return nil }
        return parts.count == 2 ? .tray(tray) : gpu(parts[2], of: tray)
    }

    private func gpu(_ part: String, of tray: Int) -> Place? {
        guard let ordinal = Self.number(part, after: "g"), ordinal < trays[tray].gpus.count else { return nil }
        return .gpu(trays[tray].gpus.lowerBound + ordinal)
    }

    private static func number(_ text: String, after letter: Character) -> Int? {
        guard let number = Int(text.first == letter ? String(text.dropFirst()) : text), number >= 0 else { return nil }
        return number
    }

    /// Whether a rack only gathers hosts that nobody placed: nothing of such a rack is common to them.
    public func isInvented(rack: Int) -> Bool { rows[racks[rack].row].name == "?" }
}
