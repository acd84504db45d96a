// A file without names: none is left in any text, any blob, or any byte of it, wherever it stood and whenever it became known.

import App
import Foundation
import Testing

@testable import Recording

struct AnonymousFileTests {
    private static let page = #"""
        of ivan, a bad line
        info{cmdline="train --owner robertson --by ivan",user="robertson"} 1 1782900000000
        DCGM_FI_DEV_GPU_TEMP{gpu="0",UUID="GPU-11111111-2222-3333-4444-555555555555",Hostname="quagga4"} 40 1782900000000
        disk{disk="/dev/disk/by-id/scsi-S-SMART-0008"} 1 1782900000000
        smart_info{disk="sda",serial_number="S-SMART-0008"} 1 1782900000000
        a_total{said2="run robertson2 on zebra9",owner="robertson2",target_host="zebra9"} 1 1782900000000
        b{listen="10.77.88.102:443",peer="[fe80::aa:2]:9100",net="10.96.0.0/16",instance="secretnode17:9100"} 1 1782900000000
        c{boot_id="77777777-aaaa-bbbb-cccc-0123456789ab",machine_id="fedcba9876543210fedcba9876543210"} 1 1782900000000
        custom_zebra9_total{cmdline="of ivan"} 1 1782900000000
        d{symbolic_name="Emulex FV12 HN:gotest. OS:Linux",said="10.66.1.2: no route to secretnode17"} 1 1782900000000

        """#
    private static let names = [
        "robertson", "11111111-2222", "quagga4", "S-SMART-0008", "zebra9", "10.77.88.102", "fe80::aa", "10.96.0.0",
        "secretnode17", "77777777-aaaa", "fedcba98", "gotest", "10.66.1.2", "marmot", "ivan", "custom_zebra9",
    ]

    @Test func noNameIsLeftAnywhere() throws {
        let folder = Demo.folder(), recording = Demo.path(), out = Demo.path("anonymous.vigie")
        let page = folder.appendingPathComponent("marmot.prom")
        try Data(Self.page.utf8).write(to: page)
        _ = try Conversion.run(ConvertOptions(inputs: [page.path], out: recording))
        let before = try Self.everything(recording)
        for name in Self.names { #expect(before.contains(name), "\(name) is not there to be found") }
        var options = ConvertOptions(inputs: [recording], out: out)
        options.anonymise = true
        _ = try Conversion.run(options)
        let after = try Self.everything(out)
        for name in Self.names { #expect(!after.contains(name), "\(name)") }
        // The same name in every place, and what is no name as it was.
        let reader = try RecordingReader(out, known: .standard)
        var labels: [String] = []
        for layout in 1...10 {
            for part in try reader.table(layout)?.series.parts ?? [] { labels += part.block.printed.map(\.labels) }
        }
        let owner = try #require(Self.value("owner", labels)), host = try #require(Self.value("target_host", labels))
        #expect(Self.value("said2", labels) == "run \(owner) on \(host)")
        let user = try #require(Self.value("user", labels))
        #expect(user != owner && Self.value("cmdline", labels)?.hasPrefix("text-") == true)
        #expect(Self.value("instance", labels)?.hasSuffix(":9100") == true && Self.value("gpu", labels) == "0")
    }

    private static func value(_ label: String, _ blocks: [String]) -> String? {
        for block in blocks {
            if let start = block.range(of: "\(label)=\"") {
                return String(block[start.upperBound...].prefix { $0 != "\"" })
            }
        }
        return nil
    }

    /// Texts as they stand, blobs inflated, and the file's own bytes.
    private static func everything(_ path: String) throws -> String {
        let file = try RecordingFile(path, .read)
        var bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        for (table, columns) in [
            ("meta", "key, value"), ("epoch", "mode, plan"), ("span", "columns"), ("chunk", "bytes"),
            ("tick", "bytes"), ("word", "text"), ("block", "bytes"), ("layout", "bytes"), ("attribute", "bytes"),
            ("event", "place, path, what"), ("bookmark", "text"),
        ] {
            let statement = try file.database.statement("SELECT \(columns) FROM \(table)")
            while try statement.step() {
                for column in 0..<Int32(columns.split(separator: ",").count) {
                    let raw = statement.bytes(column)
                    bytes += (file.zstd.decompress(raw) ?? raw) + [0x0A]
                }
            }
            statement.reset()
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
