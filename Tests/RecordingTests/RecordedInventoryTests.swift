// What a configuration says of the hall holds for a recording as it does for a watch.

import App
import Foundation
import Telemetry
import Testing

@testable import Recording

struct RecordedInventoryTests {
    @Test func theConfigurationsInventoryIsRecorded() throws {
        let folder = Demo.folder()
        func write(_ name: String, _ text: String) throws -> String {
            let file = folder.appendingPathComponent(name)
            try text.write(to: file, atomically: true, encoding: .utf8)
            return file.path
        }
        _ = try write("hall.yml", "racks:\n- {rack: A01, hosts: \"a01-c[01-03]\"}\n")
        var targets = WatchOptions()
        targets.config = try write(
            "p.yml", "vigie: {site: Bruyeres, inventory: hall.yml}\nscrape_configs: [{job_name: x}]\n")
        targets.pages = [try write("page.prom", "node_load1 1\n")]
        var options = RecordOptions(path: folder.appendingPathComponent("a.vigie").path, source: .targets(targets))
        options.forMs = 2_000
        #expect(try RecordHall.run(options) == 0)
        let reader = try RecordingReader(options.path, known: .standard)
        let topology = try #require(reader.epochs.last?.topology)
        #expect(topology.site == "Bruyeres" && topology.rack(named: "A01") != nil)
        #expect((1...3).allSatisfy { topology.tray(ofHost: "a01-c0\($0)") != nil })
    }
}
