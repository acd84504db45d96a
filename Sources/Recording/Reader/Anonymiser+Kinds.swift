// How names are known: by the label that holds them, by their look, and by what stands before them in a sentence. It replaces nothing.

extension Anonymiser {
    /// Labels whose values are names, and their kinds.
    private static let kinds: [String: String] = [
        "instance": "host", "server": "host", "domainname": "host", "exported_instance": "host", "fqdn": "host",
        "chassis": "serial", "asset": "serial", "asset_tag": "serial", "sn": "serial", "wwn": "serial",
        "pod": "pod", "container": "container", "namespace": "namespace", "tenant": "account", "project": "account",
        "login": "user", "submitter": "user", "requester": "user", "jid": "job", "gateway": "address", "wwpn": "serial",
        "ip": "address", "mac": "address", "peer": "address", "export": "path", "mountpoint_source": "path",
        "target": "host", "machine_id": "machine", "machineid": "machine", "boot_id": "machine", "system_id": "machine",
    ]
    /// The same for labels that hold one of these words, the first that is found.
    private static let words: [(word: String, kind: String)] = [
        ("serial", "serial"), ("asset_tag", "serial"), ("servicetag", "serial"), ("service_tag", "serial"),
        ("uuid", "gpu"), ("guid", "gpu"), ("pod", "pod"),
        ("container", "container"), ("namespace", "namespace"), ("account", "account"), ("tenant", "account"),
        ("customer", "account"), ("user", "user"), ("owner", "user"), ("email", "user"), ("addr", "address"),
        ("_ip", "address"), ("ip_", "address"), ("host", "host"), ("nodename", "host"),
        ("node_name", "host"), ("job", "job"),
    ]
    /// Labels that hold one of those words and no name.
    private static let harmless: Set<String> = ["node_state", "hostmode", "ip_version", "pod_state", "job_state"]

    /// What kind of name a label's value is, nil if it is none.
    static func kind(ofLabel label: String) -> String? {
        let name = label.lowercased()
        if let known = kinds[name] { return known }
        if name == "node" || name.hasSuffix("_node") { return "host" }
        guard !harmless.contains(name) else { return nil }
        return words.first { name.contains($0.word) }?.kind
    }

    /// What a value is by its own look, whatever its label: an address, a person's, a path that names one; nil if it is none of these.
    static func kind(ofValue value: String) -> String? {
        let text = value.utf8
        guard (5...500).contains(text.count) else { return nil }
        if value.contains("@") { return "user" }
        if let kind = kind(ofWord: value) { return kind }
        if value.hasPrefix("/home/") || value.contains(":/") { return "path" }
        let place = Endpoint(value)
        if isAddress(place.name) { return "address" }
        // secretnode17:9100, and not gpu:8 or billing:1024.
        if place.isPort, place.after.utf8.count >= 4, isHostName(place.name), place.name.contains(where: \.isNumber) {
            return "host"
        }
        let parts = place.name.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count >= 3, isHostName(place.name), let last = parts.last else { return nil }
        return last.count >= 2 && last.allSatisfy(\.isLetter) ? "host" : nil
    }

    private static func isHostName(_ name: String) -> Bool {
        name.contains(where: \.isLetter)
            && name.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { part in
                !part.isEmpty && part.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" }
            }
    }

    /// Names within a text that are known by their look or by what stands before them, and their kinds.
    static func names(in text: String) -> [(name: String, kind: String)] {
        // Most values are short words of the exporter's own.
        guard text.utf8.count >= 5 else { return [] }
        var names: [(String, String)] = [], before = Substring()
        for word in text.split(whereSeparator: { " \t\n,;()[]{}<>|\"'=/\\".contains($0) }) {
            var name = String(word)
            while name.last == "." || name.last == ":" { name.removeLast() }
            defer { before = word }
            if let kind = kind(ofWord: name) ?? (isAddress(Endpoint(name).name) ? "address" : nil) {
                names.append((name, kind))
            } else if name.hasPrefix("HN:"), name.utf8.count > 3 {
                // A fibre channel adapter's symbolic name.
                names.append((String(name.dropFirst(3)), "host"))
            } else if before == "home", !name.isEmpty {
                names.append((name, "user"))
            } else if before == "by-id", !name.isEmpty {
                // /dev/disk/by-id/scsi-3500...: a serial behind a kind of bus.
                names.append((name, "serial"))
            } else if name.dropFirst().dropLast().contains("@"), name.utf8.count >= 5 {
                names.append((name, "user"))
            }
        }
        return names
    }

    /// A word that is a UUID, a world wide name or a machine's number.
    private static func kind(ofWord word: String) -> String? {
        let bytes = word.utf8
        guard bytes.count >= 16, bytes.count <= 48 else { return nil }
        if bytes.count >= 36 {
            let groups = word.suffix(36).split(separator: "-", omittingEmptySubsequences: false)
            let before = word.dropLast(36)
            guard groups.map(\.utf8.count) == [8, 4, 4, 4, 12], groups.allSatisfy({ $0.allSatisfy(\.isHexDigit) }),
                before.allSatisfy({ $0.isLetter || $0 == "-" })
            else { return nil }
            return before.isEmpty ? "uuid" : "gpu"
        }
        let digits = word.hasPrefix("0x") ? word.dropFirst(2) : word[...]
        guard digits.allSatisfy(\.isHexDigit) else { return nil }
        // 1000e0071bce95f2, and not a count of nanoseconds.
        if digits.utf8.count == 16 { return digits.contains(where: \.isLetter) ? "serial" : nil }
        return digits.utf8.count == 32 ? "machine" : nil
    }

    /// Of a network or of its card, without a port.
    static func isAddress(_ text: String) -> Bool {
        guard text.utf8.count >= 5, text.utf8.count <= 64 else { return false }
        if isQuad(text[...]) || isCard(text) { return true }
        var pairs = text.prefix { $0 != "%" }.split(separator: ":", omittingEmptySubsequences: false)
        // ::ffff:10.1.2.3
        if text.contains("::"), let last = pairs.last, isQuad(last) { pairs.removeLast() }
        // PCI addresses have colons too: they are places.
        return (pairs.count >= 6 || text.contains("::"))
            && pairs.allSatisfy { $0.utf8.count <= 4 && $0.allSatisfy(\.isHexDigit) }
    }

    /// 10.1.2.3
    private static func isQuad(_ text: Substring) -> Bool {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts.allSatisfy { Int($0).map { (0...255).contains($0) } ?? false }
    }

    /// A network card in the spellings without colons: 9c-6b-00-1a-2b-3c, and 9c6b.001a.2b3c, which with digits alone may be a version.
    private static func isCard(_ text: String) -> Bool {
        func areHex(_ separator: Character, _ groups: Int, _ digits: Int) -> Bool {
            let parts = text.split(separator: separator, omittingEmptySubsequences: false)
            return parts.count == groups
                && parts.allSatisfy { $0.utf8.count == digits && $0.allSatisfy(\.isHexDigit) }
        }
        return areHex("-", 6, 2) || areHex(".", 3, 4) && text.contains(where: \.isLetter)
    }
}
