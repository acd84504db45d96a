// Serves the pages of a synthetic hall: every host on a loopback address of its own, all on one port and one thread.

import Facility
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import Simulator
import Telemetry

/// `vigie simulate`
public final class PageServer: Sendable {
    private let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    /// The port that was bound, also if 0 was asked for.
    public let port: Int

    /// - Parameter listen: `127.0.0.1:9400`; loopback only.
    public init(_ demo: DemoOptions, listen: String, intervalMs: Int64 = 1_000) throws(UserError) {
        guard (100...3_600_000).contains(intervalMs) else { throw UserError("an interval is from 100ms to 1h") }
        let (address, wanted) = try Self.parse(listen)
        let topology = demo.topology
        guard topology.trays.count <= SimulatorPages.hostsPerNet * 256 else {
            throw UserError("too many hosts for 127.1.0.0/16")
        }
        try OpenFiles.raise(toHold: topology.trays.count * 3 + 64)
        let loop = group.next()
        let box: NIOLoopBoundBox<SimulatorPages?> = .makeBoxSendingValue(nil, eventLoop: loop)
        let bootstrap = ServerBootstrap(group: loop)
            .serverChannelOption(.backlog, value: 512)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline(withPipeliningAssistance: false)
                    if let pages = box.value {
                        try channel.pipeline.syncOperations.addHandler(PageHandler(pages: pages))
                    }
                }
            }
        let port: Int
        do {
            port = try bootstrap.bind(host: address, port: wanted).wait().localAddress?.port ?? wanted
            let futures = topology.trays.indices.map {
                bootstrap.bind(host: SimulatorPages.address(tray: $0), port: port)
            }
            for future in futures { _ = try future.wait() }
        } catch {
            let words = (error as? IOError).map { String(cString: strerror($0.errnoCode)) } ?? "\(error)"
            throw UserError("\(listen): can not listen: \(words)")
        }
        self.port = port
        let start = SystemClock.now
        try? loop.submit {
            let hall = SyntheticHall(topology: topology, seed: demo.seed, scenario: demo.scenario, start: start)
            box.value = SimulatorPages(hall: hall, port: port, intervalMs: intervalMs) { SystemClock.now }
        }.wait()
    }

    /// Serves until the process ends.
    public func wait() { while true { sleep(3_600) } }

    private static func parse(_ listen: String) throws(UserError) -> (address: String, port: Int) {
        let parts = listen.split(separator: ":").map(String.init)
        guard parts.count == 2, let port = Int(parts[1]), (0...65_535).contains(port) else {
            throw UserError("\"\(listen)\" is no address; write 127.0.0.1:9400")
        }
        guard parts[0].hasPrefix("127.") || parts[0] == "localhost" else {
            throw UserError("\(parts[0]): the simulator serves the loopback range 127.0.0.0/8 alone")
        }
        return (parts[0] == "localhost" ? "127.0.0.1" : parts[0], port)
    }
}
