// How many GPUs a device of a certain model holds. Data: the rows come from the embedded facility file or the operator's own.

/// Models and roles by the words in their names.
public struct DeviceModels: Sendable {
    /// A row: any device whose model contains `word`, ignoring case.
    public struct Row: Hashable, Sendable {
        /// In lower case: models are lowered before they are searched for it.
        public let word: String
        /// GPUs of such a device, 0 for a host without; -1 for what is no host.
        public let gpus: Int

        public init(word: String, gpus: Int) {
            self.word = word
            self.gpus = gpus
        }
    }

    /// The first that matches counts.
    public let rows: [Row]
    /// Roles, by a word in them, that are hosts without GPUs.
    public let hostRoles: [String]

    public init(rows: [Row], hostRoles: [String]) {
        self.rows = rows
        self.hostRoles = hostRoles
    }

    /// Trays and nodes as their makers name them.
    public static let standard = DeviceModels(
        rows: [
            Row(word: "switch", gpus: -1), Row(word: "shelf", gpus: -1), Row(word: "gb300", gpus: 4),
            Row(word: "gb200", gpus: 4), Row(word: "nvl72", gpus: 4),
            // Supermicro's GB300 tray. Source: netbox-community/devicetype-library.
            Row(word: "ars-121gl-nb3", gpus: 4), Row(word: "dgx", gpus: 8),
            Row(word: "hgx", gpus: 8),
            Row(word: "b300", gpus: 8), Row(word: "b200", gpus: 8), Row(word: "h200", gpus: 8),
            Row(word: "h100", gpus: 8),
        ],
        hostRoles: ["compute", "gpu", "server", "storage", "login", "head", "control"])

    /// - Parameter stated: a custom field of the device, which outweighs every table.
    /// - Returns: nil if the device is no host: a switch, a shelf, a panel.
    public func gpus(model: String, role: String, stated: Int?) -> Int? {
        if let stated, (0...64).contains(stated) { return stated }
        let model = model.lowercased(), role = role.lowercased()
        for word in ["switch", "pdu", "shelf", "cdu", "patch"] where role.contains(word) { return nil }
        if let row = rows.first(where: { model.contains($0.word) }) { return row.gpus < 0 ? nil : row.gpus }
        if hostRoles.contains(where: role.contains) { return 0 }
        // Without a role nobody says that it is no host; only what its model is called may.
        return role.isEmpty && !Self.otherModels.contains(where: model.contains) ? 0 : nil
    }

    /// Whether what is no host is known for what it is: nobody needs to be told that a switch was left out.
    public func isKnownOther(model: String, role: String) -> Bool {
        let model = model.lowercased(), role = role.lowercased()
        if rows.contains(where: { $0.gpus < 0 && model.contains($0.word) }) { return true }
        return Self.otherModels.contains(where: model.contains) || Self.isOther(role: role)
    }

    /// Words in the models of what is no host.
    private static let otherModels = ["pdu", "cdu", "patch", "panel"]
    /// Words in the roles of what stands in a rack and is no host.
    private static let otherRoles = [
        "switch", "shelf", "pdu", "cdu", "patch", "panel", "router", "firewall", "power", "ups", "cable", "console",
        "network", "leaf", "spine", "cooling", "kvm", "blank",
    ]

    /// Whether things of this role, a device or a rack for such, are no hosts.
    static func isOther(role: String) -> Bool {
        let role = role.lowercased()
        return otherRoles.contains(where: role.contains)
    }

    /// Whether 0 is said only because neither the model nor a field of the device tells: it may well have GPUs.
    public func isUntold(model: String, role: String, stated: Int?) -> Bool {
        let model = model.lowercased(), role = role.lowercased()
        guard stated == nil, !rows.contains(where: { model.contains($0.word) }) else { return false }
        if role.isEmpty || ["compute", "gpu"].contains(where: role.contains) { return true }
        // A server of no further word may be either kind; one of another role has none.
        return role.contains("server")
            && !hostRoles.contains { !["compute", "gpu", "server"].contains($0) && role.contains($0) }
    }
}
