// Half a hall on the old exporter's names and units, half on the new one's: the same canonical values, and no blank ever a number.

import App
import Facility
import Ingest
import Storage
import Telemetry
import Testing

struct GenerationTests {
    /// Old name, new name, what the old prints, what the new prints. Source: dcgm-exporter 4.9.0 release notes.
    static let fields: [(old: String, new: String, before: String, after: String)] = [
        ("DCGM_FI_DEV_SM_CLOCK", "DCGM_FI_DEV_SM_CLOCK_HERTZ", "1905", "1905000000"),
        ("DCGM_FI_DEV_MEM_CLOCK", "DCGM_FI_DEV_MEMORY_CLOCK_HERTZ", "3996", "3996000000"),
        (
            "DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION", "DCGM_FI_DEV_GPU_ENERGY_JOULES_TOTAL", "123456789012",
            "123456789.012"
        ),
        ("DCGM_FI_DEV_GPU_UTIL", "DCGM_FI_DEV_GPU_UTIL_RATIO", "97", "0.97"),
        ("DCGM_FI_DEV_MEM_COPY_UTIL", "DCGM_FI_DEV_MEMORY_UTIL_RATIO", "41", "0.41"),
        ("DCGM_FI_DEV_ENC_UTIL", "DCGM_FI_DEV_ENC_UTIL_RATIO", "3", "0.03"),
        ("DCGM_FI_DEV_DEC_UTIL", "DCGM_FI_DEV_DEC_UTIL_RATIO", "7", "0.07"),
        ("DCGM_FI_DEV_FB_USED", "DCGM_FI_DEV_FB_USED_BYTES", "252013", "264254783488"),
        ("DCGM_FI_DEV_FB_FREE", "DCGM_FI_DEV_FB_FREE_BYTES", "31000", "32505856000"),
        ("DCGM_FI_DEV_FB_RESERVED", "DCGM_FI_DEV_FB_RESERVED_BYTES", "1195", "1253048320"),
        (
            "DCGM_FI_DEV_NVLINK_BANDWIDTH_TOTAL", "DCGM_FI_DEV_NVLINK_THROUGHPUT_BYTES_PER_SECOND", "679688",
            "696000512000"
        ),
        ("DCGM_FI_DEV_GPU_TEMP", "DCGM_FI_DEV_GPU_TEMP_CELSIUS", "66", "66"),
        ("DCGM_FI_DEV_MEMORY_TEMP", "DCGM_FI_DEV_MEMORY_TEMP_CELSIUS", "76", "76"),
        ("DCGM_FI_DEV_GPU_TEMP_LIMIT", "DCGM_FI_DEV_GPU_TEMP_MARGIN_CELSIUS", "21", "21"),
        ("DCGM_FI_DEV_POWER_USAGE", "DCGM_FI_DEV_BOARD_POWER_WATTS", "1305.218", "1305.218"),
        ("DCGM_FI_DEV_ENFORCED_POWER_LIMIT", "DCGM_FI_DEV_BOARD_POWER_LIMIT_ENFORCED_WATTS", "1400", "1400"),
        ("DCGM_FI_DEV_XID_ERRORS", "DCGM_FI_DEV_XID_ERROR", "31", "31"),
        ("DCGM_FI_DEV_POWER_VIOLATION", "DCGM_FI_DEV_GPU_POWER_THROTTLE_SECONDS_TOTAL", "82000000123", "82.000000123"),
        ("DCGM_FI_DEV_THERMAL_VIOLATION", "DCGM_FI_DEV_GPU_THERMAL_THROTTLE_SECONDS_TOTAL", "1500000000", "1.5"),
        ("DCGM_FI_DEV_UNCORRECTABLE_REMAPPED_ROWS", "DCGM_FI_DEV_ROW_REMAP_UNCORRECTABLE_TOTAL", "2", "2"),
        ("DCGM_FI_DEV_ROW_REMAP_FAILURE", "DCGM_FI_DEV_ROW_REMAP_FAILED", "0", "0"),
        ("DCGM_FI_DEV_PCIE_REPLAY_COUNTER", "DCGM_FI_DEV_PCIE_REPLAY_TOTAL", "12", "12"),
        ("DCGM_FI_PROF_GR_ENGINE_ACTIVE", "DCGM_FI_PROF_GR_ENGINE_UTIL_RATIO", "0.981", "0.981"),
        ("DCGM_FI_PROF_SM_ACTIVE", "DCGM_FI_PROF_SM_UTIL_RATIO", "0.953", "0.953"),
        ("DCGM_FI_PROF_PIPE_TENSOR_ACTIVE", "DCGM_FI_PROF_TENSOR_UTIL_RATIO", "0.602", "0.602"),
        ("DCGM_FI_PROF_DRAM_ACTIVE", "DCGM_FI_PROF_DRAM_UTIL_RATIO", "0.463", "0.463"),
    ]
    /// DCGM's blanks as exporters print them. Source: dcgm_structs.h.
    static let blanks = [
        "2147483632", "2147483635", "9223372036854775792", "9223372036854775794", "140737488355328",
        "1.40737488355328e+14", "9.223372036854776e+18",
    ]

    private let topology = StandardHall.topology(gpus: 288)

    private func page(_ tray: Tray, isNew: Bool, _ value: (Int) -> String) -> [UInt8] {
        var text = ""
        for (index, field) in Self.fields.enumerated() {
            for gpu in tray.gpus.indices {
                let labels = "gpu=\"\(gpu - tray.gpus.lowerBound)\",\(isNew ? "hostname" : "Hostname")=\"\(tray.host)\""
                text += "\(isNew ? field.new : field.old){\(labels)} \(value(index))\n"
            }
        }
        return Array(text.utf8)
    }

    /// The store after some seconds of pages through the real decoder.
    private func play(_ value: (Int, Bool) -> String) throws -> Snapshot {
        let start = Timestamp(milliseconds: 1_782_864_000_000)
        let targets = topology.trays.map {
            TargetDescription(url: "test://\($0.host)", address: $0.host, intervalMs: 1_000)
        }
        let store = Store(topology: topology, catalogue: .standard, targets: targets, start: start, hotSlots: 20)
        let segments = SegmentStore(), values = PageValues()
        let decoders = topology.trays.map { _ in PageDecoder(catalogue: .standard, store: segments) }
        for second in 0..<3 {
            for (index, tray) in topology.trays.enumerated() {
                let isNew = index % 2 == 1
                let bytes = page(tray, isNew: isNew) { value($0, isNew) }
                guard
                    case .values(let table, _, _) = bytes.withUnsafeBytes({ decoders[index].decode($0, into: values) })
                else { throw DecodeError.failed }
                let time = start + Int64(second) * 1_000 + 100
                store.accept(.page(Batch(target: index, time: time, table: table, values: values, bytes: bytes.count)))
            }
            _ = store.close(upTo: start + Int64(second + 1) * 1_000 + 300)
        }
        return store.snapshot
    }

    @Test func halfTheHallOnEachSaysTheSame() throws {
        for field in Self.fields {
            let old = try #require(Catalogue.standard.feeds(of: field.old).first, "\(field.old)")
            let new = try #require(Catalogue.standard.feeds(of: field.new).first, "\(field.new)")
            let before = Double(field.before)! * old.source.factor, after = Double(field.after)! * new.source.factor
            #expect(old.metric == new.metric, "\(field.old)")
            #expect(abs(before - after) <= 1e-9 * max(abs(before), abs(after)), "\(field.new): \(before) \(after)")
        }
        let snapshot = try play { $1 ? Self.fields[$0].after : Self.fields[$0].before }
        let metrics = Set(Self.fields.compactMap { Catalogue.standard.feeds(of: $0.old).first?.metric })
        #expect(metrics.count == Self.fields.count)
        for metric in metrics {
            let first = snapshot.value(metric, 0)
            #expect(first == first, "\(Catalogue.standard[metric].name)")
            for gpu in 0..<topology.gpuCount {
                let value = snapshot.value(metric, gpu)
                #expect(
                    abs(Double(value) - Double(first)) <= 1e-9 * abs(Double(first)),
                    "\(Catalogue.standard[metric].name)")
            }
            #expect(snapshot.rollUp(metric, .hall).count == topology.gpuCount)
        }
    }

    @Test func noBlankIsEverANumber() throws {
        for blank in Self.blanks {
            let snapshot = try play { _, _ in blank }
            for field in Self.fields {
                let metric = try #require(Catalogue.standard.feeds(of: field.old).first?.metric)
                // A counter may honestly pass the smaller blanks.
                guard Catalogue.standard[metric].kind != .counter else { continue }
                for gpu in [0, 4] {
                    let value = snapshot.value(metric, gpu)
                    #expect(value != value, "\(Catalogue.standard[metric].name): \(blank) was taken for \(value)")
                }
                #expect(snapshot.rollUp(metric, .hall).count == 0)
            }
        }
    }
}
