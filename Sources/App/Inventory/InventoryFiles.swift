// Inventory files of any form: vigie's own YAML, NetBox JSON and tables, target lists with labels. The form is read off the content.

import Facility
import Foundation

/// Opens inventories and turns them into parts.
public enum InventoryFiles {
    /// The same, with each entry that can not be read told on standard error; of very many the first ones.
    static func partsWithWarnings(_ paths: [String]) throws(UserError) -> [InventoryPart] {
        let parts = try parts(paths), limit = 20
        let unreadable = parts.flatMap(\.findings).filter { $0.kind == .unreadable }
        for finding in unreadable.prefix(limit) {
            Output.warn("\(finding.origin.isEmpty ? "" : finding.origin + ": ")\(finding.words)")
        }
        if unreadable.count > limit {
            Output.warn("\(unreadable.count - limit) more; `vigie check inventory` lists all")
        }
        return parts
    }

    /// All files; those of NetBox together are one source.
    ///
    /// - Throws: the first file that is not there or of none of the known forms. An entry that can not be read is a finding.
    public static func parts(_ paths: [String]) throws(UserError) -> [InventoryPart] {
        let (parts, faults) = readable(paths)
        if let first = faults.first { throw first.error }
        return parts
    }

    /// The same of the files that can be read, and why the others can not.
    static func readable(_ paths: [String]) -> (
        parts: [InventoryPart], faults: [(path: String, error: UserError)]
    ) {
        var parts: [InventoryPart] = [], faults: [(path: String, error: UserError)] = []
        var netbox: NetBoxReader?
        for path in paths {
            do throws(UserError) { if let part = try read(path, &netbox) { parts.append(part) } } catch {
                faults.append((path, error))
            }
        }
        if let netbox { parts.append(netbox.part(templates: templates)) }
        return (parts, faults)
    }

    /// - Returns: nil for a file of NetBox, which is added to the others.
    private static func read(_ path: String, _ netbox: inout NetBoxReader?) throws(UserError) -> InventoryPart? {
        let text = try SourceText.open(path)
        var reader = netbox ?? NetBoxReader()
        do throws(TextFault) {
            if path.hasSuffix(".csv") || looksLikeTable(text) {
                try reader.read(try DelimitedText(text), file: path)
                netbox = reader
                return nil
            }
        } catch { throw UserError(error, file: path) }
        let root = try SourceText.decode(text, file: path)
        do throws(TextFault) {
            if NetBoxReader.recognises(root) {
                try reader.read(root, file: path)
                netbox = reader
                return nil
            }
            if root.list?.first?["targets"] != nil { return try targetList(root, file: path) }
            return try InventoryReader.read(root, templates: templates, file: path)
        } catch { throw UserError(error, file: path) }
    }

    /// Templates that ship with vigie.
    static let templates: [String: RackTemplate] = {
        let text = String(decoding: PackageResources.templates_yml, as: UTF8.self)
        // A test reads the file at every build.
        guard let root = try? SourceText.decode(text, file: "templates.yml"),
            let read = try? TemplateReader.templates(root)
        else {
            return RackTemplate.known
        }
        return read
    }()

    private static func looksLikeTable(_ text: String) -> Bool {
        // A document may be one line of megabytes.
        if let first = text.utf8.first(where: { $0 > 0x20 }), first == 0x7B || first == 0x5B { return false }
        let head = text.prefix { $0 != "\n" && $0 != "\r" && $0 != "\r\n" }
        return (head.contains(",") || head.contains(";")) && !head.contains(":")
            && NetBoxReader.recognises(header: head.split { $0 == "," || $0 == ";" }.map(String.init))
    }

    /// Prometheus' file_sd: addresses with labels.
    private static func targetList(_ root: SourceNode, file: String) throws(TextFault) -> InventoryPart {
        var part = InventoryPart(source: .labels)
        var seen = Set<String>()
        for group in root.list ?? [] {
            var labels: [String: String] = [:]
            for entry in group["labels"]?.map ?? [] { labels[entry.key] = entry.value.text }
            guard let targets = group["targets"]?.list else {
                throw group.fault("a group needs targets: a list of addresses")
            }
            for node in targets {
                guard let address = node.text, !address.isEmpty else {
                    throw node.fault("a target is written host:port")
                }
                let host = labels["host"] ?? Self.host(address)
                // One host has several pages.
                guard seen.insert(host).inserted else { continue }
                var claim = HostClaim(
                    host: host, place: LabelReader.place(labels), source: .labels,
                    origin: "\(file):\(node.line):\(node.column)")
                if claim.place == nil { claim.lack = LabelReader.lack }
                if let fault = LabelReader.fault(labels) {
                    part.findings.append(Finding(.unreadable, "\(host): \(fault)", origin: claim.origin))
                }
                claim.rackWritten = LabelReader.rack(labels) ?? ""
                claim.rowWritten = labels["row"] ?? ""
                claim.gpus = labels["gpus"].flatMap { Int($0) }.flatMap { (0...64).contains($0) ? $0 : nil }
                claim.life = labels["life"].flatMap { LifeState(rawValue: $0) }
                claim.groups = LabelReader.groups(labels)
                part.claims.append(claim)
            }
        }
        return part
    }

    /// The address without scheme, port and path.
    private static func host(_ address: String) -> String {
        var rest = Substring(address)
        if let scheme = rest.range(of: "://") { rest = rest[scheme.upperBound...] }
        rest = rest.prefix { $0 != "/" }
        if rest.first == "[" { return String(rest.dropFirst().prefix { $0 != "]" }) }
        return String(rest.prefix { $0 != ":" })
    }
}
