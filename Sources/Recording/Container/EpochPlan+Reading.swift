// An epoch's plan out of its JSON, field by field. The fields are those that `EpochPlan` encodes; what a later version adds is passed by.

extension EpochPlan {
    /// nil if the bytes are no plan.
    static func read(_ json: [UInt8]) -> EpochPlan? {
        var reader = JSONReader(json)
        let plan = EpochPlan(&reader)
        return reader.isAtEnd() && reader.isValid ? plan : nil
    }

    private init?(_ reader: inout JSONReader) {
        var site: String?, hall: String?, hosts: [Host]?, targets: [Target]?, metrics: [Metric]?
        var targetGPUs: Int?, envelope: Int?, rows: [Row]?, racks: [Rack]?, groups: [Group]?, templates: [Template]?
        reader.object { reader, name in
            switch name {
            case "site": site = reader.text()
            case "hall": hall = reader.text()
            case "targetGPUs": targetGPUs = reader.integer()
            case "envelopeKilowatts": envelope = reader.integer()
            case "hosts": hosts = reader.list { Host(&$0) }
            case "rows": rows = reader.list { Row(&$0) }
            case "racks": racks = reader.list { Rack(&$0) }
            case "groups": groups = reader.list { Group(&$0) }
            case "templates": templates = reader.list { Template(&$0) }
            case "targets": targets = reader.list { Target(&$0) }
            case "metrics": metrics = reader.list { Metric(&$0) }
            default: reader.skip()
            }
        }
        guard let site, let hall, let hosts, let targets, let metrics else { return nil }
        self.init(
            site: site, hall: hall, targetGPUs: targetGPUs, envelopeKilowatts: envelope, hosts: hosts, rows: rows,
            racks: racks, groups: groups,
            templates: templates, targets: targets, metrics: metrics)
    }
}

extension EpochPlan.Host {
    fileprivate init?(_ reader: inout JSONReader) {
        var name: String?, row: String?, rack: Int?, tray: Int?, gpus: Int?
        var rackName: String?, life: String?, expected: Bool?, source: Int?, conflict: String?
        reader.object { reader, field in
            switch field {
            case "name": name = reader.text()
            case "row": row = reader.text()
            case "rack": rack = reader.integer()
            case "tray": tray = reader.integer()
            case "gpus": gpus = reader.integer()
            case "rackName": rackName = reader.text()
            case "life": life = reader.text()
            case "expected": expected = reader.bool()
            case "source": source = reader.integer()
            case "conflict": conflict = reader.text()
            default: reader.skip()
            }
        }
        guard let name, let row, let rack, let tray, let gpus else { return nil }
        self.init(
            name: name, row: row, rack: rack, tray: tray, gpus: gpus, rackName: rackName, life: life,
            expected: expected, source: source, conflict: conflict)
    }
}

extension EpochPlan.Row {
    fileprivate init?(_ reader: inout JSONReader) {
        var name: String?, aisle: String?
        reader.object { reader, field in
            switch field {
            case "name": name = reader.text()
            case "aisle": aisle = reader.text()
            default: reader.skip()
            }
        }
        guard let name else { return nil }
        self.init(name: name, aisle: aisle)
    }
}

extension EpochPlan.Rack {
    fileprivate init?(_ reader: inout JSONReader) {
        var name: String?, row: String?, number: Int?, column: Int?, template: String?, life: String?
        reader.object { reader, field in
            switch field {
            case "name": name = reader.text()
            case "row": row = reader.text()
            case "number": number = reader.integer()
            case "column": column = reader.integer()
            case "template": template = reader.text()
            case "life": life = reader.text()
            default: reader.skip()
            }
        }
        guard let name, let row, let number, let column else { return nil }
        self.init(name: name, row: row, number: number, column: column, template: template, life: life)
    }
}

extension EpochPlan.Group {
    fileprivate init?(_ reader: inout JSONReader) {
        var kind: String?, name: String?, hosts: [Int]?
        reader.object { reader, field in
            switch field {
            case "kind": kind = reader.text()
            case "name": name = reader.text()
            case "hosts": hosts = reader.list { $0.integer() }
            default: reader.skip()
            }
        }
        guard let kind, let name, let hosts else { return nil }
        self.init(kind: kind, name: name, hosts: hosts)
    }
}

extension EpochPlan.Template {
    fileprivate init?(_ reader: inout JSONReader) {
        var name: String?, topU: Int?, gpusPerTray: Int?, units: [String]?
        reader.object { reader, field in
            switch field {
            case "name": name = reader.text()
            case "topU": topU = reader.integer()
            case "gpusPerTray": gpusPerTray = reader.integer()
            case "units": units = reader.list { $0.text() }
            default: reader.skip()
            }
        }
        guard let name, let topU, let gpusPerTray, let units else { return nil }
        self.init(name: name, topU: topU, gpusPerTray: gpusPerTray, units: units)
    }
}

extension EpochPlan.Target {
    fileprivate init?(_ reader: inout JSONReader) {
        var url: String?, address: String?, intervalMs: Int?, labels: [String: String]?
        reader.object { reader, field in
            switch field {
            case "url": url = reader.text()
            case "address": address = reader.text()
            case "intervalMs": intervalMs = reader.integer()
            case "labels":
                var read: [String: String] = [:]
                reader.object { reader, name in read[name] = reader.text() }
                labels = read
            default: reader.skip()
            }
        }
        guard let url, let address, let intervalMs, let labels else { return nil }
        self.init(url: url, address: address, intervalMs: intervalMs, labels: labels)
    }
}

extension EpochPlan.Metric {
    fileprivate init?(_ reader: inout JSONReader) {
        var name: String?, title: String?, short: String?, entity: Int?, unit: String?, counter: Bool?
        var low: Double?, high: Double?, resolution: Double?
        reader.object { reader, field in
            switch field {
            case "name": name = reader.text()
            case "title": title = reader.text()
            case "short": short = reader.text()
            case "entity": entity = reader.integer()
            case "unit": unit = reader.text()
            case "counter": counter = reader.bool()
            case "low": low = reader.double()
            case "high": high = reader.double()
            case "resolution": resolution = reader.double()
            default: reader.skip()
            }
        }
        guard let name, let title, let short, let entity, let unit, let counter, let low, let high, let resolution
        else { return nil }
        self.init(
            name: name, title: title, short: short, entity: entity, unit: unit, counter: counter, low: low, high: high,
            resolution: resolution)
    }
}
