// An inventory that changes while a hall is watched.

import Facility
import Foundation
import Storage
import Telemetry
import Testing

@testable import App

struct InventoryReloadTests {
    private static func racks(_ hosts: String) -> String { "hall: h\nracks:\n- {rack: A01, hosts: \"\(hosts)\"}\n" }

    private func options(_ folder: Folder) throws -> WatchOptions {
        _ = try folder.write("hall.yml", Self.racks("a01-c[01-02]"))
        _ = try folder.write("page.prom", "node_load1 1\n")
        var options = WatchOptions()
        options.config = try folder.write(
            "p.yml", "vigie: {inventory: [hall.yml]}\nscrape_configs: [{job_name: x}]\n")
        options.pages = [folder.path + "/page.prom"]
        return options
    }

    @Test func aWatchTakesUpAnInventoryThatChanged() throws {
        let folder = try Folder()
        let (plans, _) = try options(folder).plans()
        let plan = try #require(plans.take())
        let floor = WatchTopology.plan(plan.descriptions, inventory: plan.inventory, site: "", hall: "h") { _ in [] }
        let store = Store(
            topology: Topology(floor), catalogue: plan.catalogue, targets: plan.descriptions, start: SystemClock.now)
        let source = try WatchSource(plan: plan, plans: plans, hosts: floor.hosts)
        defer { source.stop() }
        #expect(store.topology.tray(ofHost: "a01-c02") != nil && store.topology.tray(ofHost: "a01-c03") == nil)
        _ = try folder.write("hall.yml", Self.racks("a01-c[01-03]"))
        let hasThird = Waiting.until {
            source.advance(to: source.now(), store: store)
            return store.topology.tray(ofHost: "a01-c03") != nil
        }
        #expect(hasThird)
    }

    @Test func aBrokenInventoryLeavesTheOldOneAtWork() throws {
        let folder = try Folder()
        let (plans, _) = try options(folder).plans()
        #expect(plans.take()?.inventory.first?.claims.count == 2)
        plans.start()
        defer { plans.stop() }
        _ = plans.takeNotices()
        _ = try folder.write("hall.yml", "hall: h\nracks: 7\n")
        #expect(
            Waiting.until {
                plans.takeNotices().contains { $0.hasPrefix("inventory not taken") && $0.contains("hall.yml:") }
            })
        #expect(plans.take() == nil)
        // Another list of files, by the configuration.
        _ = try folder.write("other.yml", Self.racks("b01-c[01-04]"))
        _ = try folder.write("p.yml", "vigie: {inventory: other.yml}\nscrape_configs: [{job_name: x}]\n")
        #expect(Waiting.until { plans.take()?.inventory.first?.claims.count == 4 })
    }

    /// As Kubernetes mounts them: a link through a link to a folder, which is exchanged.
    @Test func filesBehindLinksAreWatchedToo() throws {
        let folder = try Folder(), files = FileManager.default
        for (version, count) in [("v1", 2), ("v2", 3)] {
            _ = try folder.write("\(version)/hall.yml", Self.racks("a01-c[01-0\(count)]"))
        }
        try files.createSymbolicLink(atPath: folder.path + "/data", withDestinationPath: "v1")
        try files.createSymbolicLink(atPath: folder.path + "/hall.yml", withDestinationPath: "data/hall.yml")
        var options = WatchOptions()
        options.inventory = [folder.path + "/hall.yml"]
        options.pages = [try folder.write("page.prom", "node_load1 1\n")]
        let (plans, _) = try options.plans()
        #expect(plans.take()?.inventory.first?.claims.count == 2)
        plans.start()
        defer { plans.stop() }
        try files.removeItem(atPath: folder.path + "/data")
        try files.createSymbolicLink(atPath: folder.path + "/data", withDestinationPath: "v2")
        #expect(Waiting.until { plans.take()?.inventory.first?.claims.count == 3 })
    }

    /// Typed on the command line, without any configuration.
    @Test func aTypedInventoryIsWatchedToo() throws {
        let folder = try Folder()
        var options = WatchOptions()
        options.inventory = [try folder.write("hall.yml", Self.racks("a01-c[01-02]"))]
        options.pages = [try folder.write("page.prom", "node_load1 1\n")]
        let (plans, _) = try options.plans()
        #expect(plans.take()?.inventory.first?.claims.count == 2)
        plans.start()
        defer { plans.stop() }
        _ = try folder.write("hall.yml", Self.racks("a01-c[01-05]"))
        #expect(Waiting.until { plans.take()?.inventory.first?.claims.count == 5 })
    }
}
