// Places from the labels of a target's discovery: `rack` and `tray`, or `slot`, `row`.

/// Claims of targets about their own host.
public enum LabelReader {
    /// - Returns: nil if the labels name no rack.
    public static func place(_ labels: [String: String], _ template: RackTemplate = .nvl72) -> HostPlace? {
        guard let rack = rack(labels) else { return nil }
        let tray: Int
        if let number = labels["tray"].flatMap({ Int($0) }) ?? labels["tray_index"].flatMap({ Int($0) }).map({ $0 + 1 })
        {
            tray = number
        } else if let slot = labels["slot"].flatMap({ Int($0) }), let number = template.tray(atSlot: slot) {
            tray = number
        } else {
            return nil
        }
        guard (1...999).contains(tray) else { return nil }
        return RackName.place(rack, tray: tray, row: labels["row"].flatMap { $0.isEmpty ? nil : $0 })
    }

    /// For people: why these labels give no place.
    public static let lack = "its labels name no rack with a tray, tray_index or slot"

    /// For people: which of the labels that vigie reads is none it can use; nil if all are.
    public static func fault(_ labels: [String: String]) -> String? {
        func number(_ name: String, _ range: ClosedRange<Int>) -> String? {
            guard let text = labels[name], !text.isEmpty, Int(text).map(range.contains) != true else { return nil }
            return "its label \(name) is \"\(text.prefix(64))\", no number \(range.lowerBound) to \(range.upperBound)"
        }
        if let life = labels["life"], !life.isEmpty, LifeState(rawValue: life) == nil {
            return "its label life is \"\(life.prefix(64))\"; known: "
                + LifeState.allCases.map(\.rawValue).joined(separator: ", ")
        }
        // Without a rack a tray or slot may mean anything.
        let isPlaced = rack(labels) != nil
        return number("gpus", 0...64)
            ?? (isPlaced ? number("tray", 1...999) ?? number("tray_index", 0...998) ?? number("slot", 1...99) : nil)
    }

    /// The rack's name as the labels spell it, nil without one.
    public static func rack(_ labels: [String: String]) -> String? {
        labels["rack"].flatMap { $0.isEmpty || $0.utf8.count > 64 ? nil : $0 }
    }

    /// The groups the labels name: `feed`, `loop`, `leaf`, `unit`, `management`.
    public static func groups(_ labels: [String: String]) -> [GroupKind: String] {
        var groups: [GroupKind: String] = [:]
        for kind in GroupKind.allCases {
            if let name = labels[kind.rawValue], !name.isEmpty, name.utf8.count <= 64 { groups[kind] = name }
        }
        return groups
    }
}
