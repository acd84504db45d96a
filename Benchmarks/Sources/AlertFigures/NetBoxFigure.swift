// Milliseconds from two NetBox exports on disk, 200 racks and 4,000 devices as its API writes them, to a topology.

import App
import Facility
import Foundation

enum NetBoxFigure {
    static let racks = 200, devicesPerRack = 20

    static func say() {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("netbox-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let files = [("racks.json", list((0..<racks).map(rack))), ("devices.json", list((0..<racks).flatMap(devices)))]
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            for (name, text) in files { try Data(text.utf8).write(to: folder.appendingPathComponent(name)) }
            let paths = files.map { folder.appendingPathComponent($0.0).path }
            let clock = ContinuousClock()
            var times: [Double] = [], placed = 0
            for _ in 0..<5 {
                let took = try clock.measure {
                    let merge = InventoryMerge(try InventoryFiles.parts(paths), detailed: true)
                    placed = Topology(merge.plan).trays.count
                }
                times.append(Double(took.components.attoseconds) / 1e15 + Double(took.components.seconds) * 1e3)
            }
            times.sort()
            let bytes = files.reduce(0) { $0 + $1.1.utf8.count }
            print(
                "NetBox: \(racks) racks, \(racks * devicesPerRack) devices, \(bytes / 1_000) kB, \(placed) hosts: median \(times[2]) ms, worst \(times[4]) ms"
            )
        } catch { print("NetBox: \(error)") }
    }

    private static func list(_ entries: [String]) -> String {
        "{\"count\":\(entries.count),\"next\":null,\"previous\":null,\"results\":[\(entries.joined(separator: ","))]}"
    }

    private static func named(_ id: Int, _ kind: String, _ name: String) -> String {
        #"{"id":\#(id),"url":"https://netbox.example/api/dcim/\#(kind)/\#(id)/","display":"\#(name)","name":"\#(name)","slug":"\#(name)","description":""}"#
    }

    private static func rackName(_ rack: Int) -> String {
        "\(["A", "B", "C", "D", "E", "F", "G", "H", "J"][rack / 24])\(rack % 24 < 9 ? "0" : "")\(rack % 24 + 1)"
    }

    private static func rack(_ rack: Int) -> String {
        let status = #"{"value":"active","label":"Active"}"#, name = rackName(rack)
        return
            #"{"id":\#(rack),"display":"\#(name)","name":"\#(name)","facility_id":null,"site":\#(named(1, "sites", "bru")),"location":\#(named(2, "locations", "hall A")),"tenant":null,"status":\#(status),"role":\#(named(3, "rack-roles", "compute")),"serial":"","asset_tag":null,"u_height":48,"starting_unit":1,"desc_units":false,"tags":[],"custom_fields":{},"created":"2026-01-10T09:00:00Z","last_updated":"2026-05-10T09:00:00Z","device_count":20,"powerfeed_count":0}"#
    }

    /// Eighteen trays and two switches.
    private static func devices(_ rack: Int) -> [String] {
        (0..<devicesPerRack).map { number in
            let isTray = number < 18, unit = number < 8 ? number + 5 : number < 18 ? number + 14 : number + 29
            let name = "\(rackName(rack).lowercased())-\(isTray ? "c" : "s")\(number + 1)", id = rack * 100 + number
            let model = isTray ? "ARS-121GL-NB3-LCC-R1" : "SN2201 switch"
            return
                #"{"id":\#(id),"url":"https://netbox.example/api/dcim/devices/\#(id)/","display":"\#(name)","name":"\#(name)","device_type":{"id":7,"url":"https://netbox.example/api/dcim/device-types/7/","display":"\#(model)","manufacturer":\#(named(1, "manufacturers", "Supermicro")),"model":"\#(model)","slug":"x"},"role":\#(named(4, "device-roles", isTray ? "compute" : "switch")),"tenant":null,"platform":null,"serial":"S\#(id)","asset_tag":null,"site":\#(named(1, "sites", "bru")),"location":\#(named(2, "locations", "hall A")),"rack":{"id":\#(rack),"display":"\#(rackName(rack))","name":"\#(rackName(rack))"},"position":\#(unit).0,"face":{"value":"front","label":"Front"},"parent_device":null,"status":{"value":"active","label":"Active"},"airflow":null,"primary_ip":null,"oob_ip":null,"cluster":null,"comments":"","config_template":null,"local_context_data":null,"tags":[],"custom_fields":{"commissioned":"2026-05-01"},"created":"2026-01-10T09:00:00Z","last_updated":"2026-05-10T09:00:00Z"}"#
        }
    }
}
