// `GET /api/dcim/racks/` and `/api/dcim/devices/`: a page with `results`, or a bare list.

extension NetBoxReader {
    /// Whether a decoded document looks like NetBox's.
    public static func recognises(_ root: SourceNode) -> Bool {
        guard let first = list(root)?.first else { return root["results"] != nil }
        return first["u_height"] != nil || isDevice(first)
    }

    /// A rack stands in no rack; a device is asked for with few fields at times.
    private static func isDevice(_ node: SourceNode) -> Bool {
        node["device_type"] != nil || node["rack"] != nil && node["name"] != nil
    }

    private static func list(_ root: SourceNode) -> [SourceNode]? { root["results"]?.list ?? root.list }

    /// Adds a document.
    public mutating func read(_ root: SourceNode, file: String) throws(TextFault) {
        guard let list = Self.list(root) else { throw root.fault("NetBox JSON is a list, or a page with results") }
        if let next = root["next"], next.text != nil {
            findings.append(
                Finding(
                    .unreadable, "this is one page of several (next is set); add the others or export with limit=0",
                    origin: "\(file):\(next.line):\(next.column)"))
        }
        for node in list {
            let origin = "\(file):\(node.line):\(node.column)"
            if Self.isDevice(node) {
                devices.append(device(node, origin))
            } else if let name = node["name"]?.text, !name.isEmpty {
                racks.append(rack(node, name, origin))
            } else {
                findings.append(Finding(.unreadable, "a rack without a name is left out; give it one", origin: origin))
            }
        }
    }

    private mutating func rack(_ node: SourceNode, _ name: String, _ origin: String) -> RackRow {
        var rack = RackRow(name: name)
        rack.status = Self.word(node["status"])
        rack.role = Self.word(node["role"])
        rack.height = max(1, min(200, node["u_height"]?.int ?? 48))
        rack.startingUnit = max(0, min(200, node["starting_unit"]?.int ?? 1))
        rack.descending = node["desc_units"]?.flag ?? false
        rack.location = Self.title(node["location"])
        rack.types = [
            node["rack_type"]?["model"]?.text, node["rack_type"]?["slug"]?.text,
            node["custom_fields"]?["template"]?.text,
        ].compactMap { $0 }
        rack.origin = origin
        if site == nil { site = node["site"].map { Self.word($0) }.flatMap { $0.isEmpty ? nil : $0 } }
        return rack
    }

    private func device(_ node: SourceNode, _ origin: String) -> Device {
        var device = Device()
        device.name = node["name"]?.text
        device.model = node["device_type"]?["model"]?.text ?? node["device_type"]?["display"]?.text ?? ""
        device.role = Self.word(node["role"] ?? node["device_role"])
        device.rack = node["rack"]?["name"]?.text ?? node["rack"]?.text
        device.location = Self.title(node["location"] ?? node["rack"]?["location"])
        device.status = Self.word(node["status"])
        device.serial = node["serial"]?.text ?? ""
        device.positionText = node["position"]?.text ?? ""
        device.position = Double(device.positionText)
        device.isChild = node["parent_device"]?.isNull == false
        device.height = node["device_type"]?["u_height"]?.text.flatMap { Double($0) }.flatMap {
            (0...200).contains($0) ? max(1, Int($0.rounded(.up))) : nil
        }
        let custom = node["custom_fields"]
        device.gpus = (custom?["gpus"] ?? custom?["gpu_count"])?.int
        device.origin = origin
        return device
    }

    /// A nested object by the name that people read.
    private static func title(_ node: SourceNode?) -> String {
        (node?["name"] ?? node?["display"])?.text ?? node?.text ?? ""
    }

    /// A choice or a nested object in a word: `value`, `slug` or `name`.
    private static func word(_ node: SourceNode?) -> String {
        node?.text ?? (node?["value"] ?? node?["slug"] ?? node?["name"])?.text ?? ""
    }
}
