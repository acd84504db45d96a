// dcgm-exporter's page of one tray, in the old or the new naming generation: prepared heads, fresh numbers (unsafe only to lend them).

import Exposition
import Telemetry

/// Names, help lines and number formats of the 25 fields.
final class DCGMPage {
    /// How a field is called and its number printed in each generation.
    private struct Field {
        let old: String
        let new: String
        let type: String
        let help: String
        let print: (GPUSample, Bool, inout PageBuffer) -> Void

        init(
            _ old: String, _ new: String, _ type: String, _ help: String,
            _ print: @escaping (GPUSample, Bool, inout PageBuffer) -> Void
        ) {
            self.old = old
            self.new = new
            self.type = type
            self.help = help
            self.print = print
        }

        func name(new isNew: Bool) -> String { isNew ? new : old }
    }

    /// All that is printed of one generation in one text: parts of it cost no counting of references.
    private struct Words {
        var text: [UInt8] = []
        /// Where the comments of each field lie, and its name.
        var parts: [(comments: Range<Int>, name: Range<Int>)] = []

        init(_ fields: [Field], new: Bool) {
            for field in fields {
                let name = field.name(new: new), begin = text.count
                text += "# HELP \(name) \(field.help)\n# TYPE \(name) \(field.type)\n".utf8
                let end = text.count
                text += name.utf8
                parts.append((begin..<end, end..<text.count))
            }
        }
    }

    static let fieldCount = 25

    /// Field names of one generation, for tests.
    func names(new: Bool) -> [String] { fields.map { $0.name(new: new) } }

    func write(_ hall: SyntheticHall, tray: Int, at time: Timestamp, into page: inout PageBuffer) {
        let gpus = hall.topology.trays[tray].gpus
        let new = hall.isNewGeneration(tray: tray)
        let samples = gpus.map { hall.sample(gpu: $0, at: time) }
        let labels = hall.labels(tray: tray), words = new ? newWords : oldWords
        words.text.withUnsafeBytes { text in
            labels.text.withUnsafeBytes { labelText in
                for field in fields.indices {
                    page.append(text, words.parts[field].comments)
                    for index in samples.indices where samples[index].present {
                        page.append(text, words.parts[field].name)
                        page.append(labelText, labels.parts[index])
                        fields[field].print(samples[index], new, &page)
                        page.append(byte: 0x0A)
                    }
                }
            }
        }
    }

    private lazy var oldWords = Words(fields, new: false)
    private lazy var newWords = Words(fields, new: true)

    private let fields: [Field] = [
        Field("DCGM_FI_DEV_SM_CLOCK", "DCGM_FI_DEV_SM_CLOCK_HERTZ", "gauge", "SM clock frequency.") {
            sample, new, page in
            page.append(integer: new ? sample.smClockMHz * 1_000_000 : sample.smClockMHz)
        },
        Field("DCGM_FI_DEV_GPU_TEMP", "DCGM_FI_DEV_GPU_TEMP_CELSIUS", "gauge", "GPU temperature (in C).") {
            sample, _, page in
            page.append(integer: sample.tempCelsius)
        },
        Field("DCGM_FI_DEV_MEMORY_TEMP", "DCGM_FI_DEV_MEMORY_TEMP_CELSIUS", "gauge", "Memory temperature (in C).") {
            sample, _, page in page.append(integer: sample.memoryTempCelsius)
        },
        Field(
            "DCGM_FI_DEV_GPU_TEMP_LIMIT", "DCGM_FI_DEV_GPU_TEMP_MARGIN_CELSIUS", "gauge", "Margin to the limit (in C)."
        ) {
            sample, _, page in page.append(integer: sample.marginCelsius)
        },
        Field("DCGM_FI_DEV_POWER_USAGE", "DCGM_FI_DEV_BOARD_POWER_WATTS", "gauge", "Power draw (in W).") {
            sample, _, page in
            page.append(scaled: sample.powerMilliwatts * 1000, decimals: 6)
        },
        Field(
            "DCGM_FI_DEV_POWER_USAGE_INSTANT", "DCGM_FI_DEV_BOARD_POWER_RAW_WATTS", "gauge",
            "Instant power draw (in W)."
        ) {
            sample, _, page in page.append(scaled: sample.instantMilliwatts * 1000, decimals: 6)
        },
        Field(
            "DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION", "DCGM_FI_DEV_GPU_ENERGY_JOULES_TOTAL", "counter",
            "Energy since boot."
        ) {
            sample, new, page in
            if new {
                page.append(scaled: sample.energyMillijoules, decimals: 3)
            } else {
                page.append(integer: sample.energyMillijoules)
            }
        },
        Field("DCGM_FI_DEV_GPU_UTIL", "DCGM_FI_DEV_GPU_UTIL_RATIO", "gauge", "GPU utilization.") { sample, new, page in
            if new {
                page.append(scaled: sample.utilPercent, decimals: 2)
            } else {
                page.append(integer: sample.utilPercent)
            }
        },
        Field("DCGM_FI_DEV_XID_ERRORS", "DCGM_FI_DEV_XID_ERROR", "gauge", "Value of the last XID error encountered.") {
            sample, _, page in page.append(integer: sample.xid)
        },
        Field("DCGM_FI_DEV_FB_USED", "DCGM_FI_DEV_FB_USED_BYTES", "gauge", "Framebuffer memory used.") {
            sample, new, page in
            page.append(integer: new ? sample.memoryUsedMiB * 1_048_576 : sample.memoryUsedMiB)
        },
        Field("DCGM_FI_DEV_FB_FREE", "DCGM_FI_DEV_FB_FREE_BYTES", "gauge", "Framebuffer memory free.") {
            sample, new, page in
            page.append(integer: new ? sample.memoryFreeMiB * 1_048_576 : sample.memoryFreeMiB)
        },
        Field(
            "DCGM_FI_DEV_ECC_SBE_VOL_TOTAL", "DCGM_FI_DEV_ECC_SBE_VOLATILE_TOTAL", "counter", "Single-bit ECC errors."
        ) {
            sample, _, page in page.append(integer: sample.eccSingleBit)
        },
        Field(
            "DCGM_FI_DEV_ECC_DBE_VOL_TOTAL", "DCGM_FI_DEV_ECC_DBE_VOLATILE_TOTAL", "counter", "Double-bit ECC errors."
        ) {
            sample, _, page in page.append(integer: sample.eccDoubleBit)
        },
        Field(
            "DCGM_FI_DEV_CLOCKS_EVENT_REASONS", "DCGM_FI_DEV_CLOCKS_EVENT_REASONS", "gauge",
            "Clock event reasons bitmask."
        ) {
            sample, _, page in page.append(integer: sample.clockEvents)
        },
        Field(
            "DCGM_FI_DEV_NVLINK_BANDWIDTH_TOTAL", "DCGM_FI_DEV_NVLINK_THROUGHPUT_BYTES_PER_SECOND", "gauge",
            "NVLink traffic, all links."
        ) { sample, new, page in page.append(integer: new ? sample.nvlinkUnits * 1_024_000 : sample.nvlinkUnits) },
        Field("DCGM_FI_DEV_NVLINK_COUNT_DOWN", "DCGM_FI_DEV_NVLINK_LINKS_INACTIVE", "gauge", "NVLinks that are down.") {
            sample, _, page in page.append(integer: sample.linksDown)
        },
        Field(
            "DCGM_FI_PROF_GR_ENGINE_ACTIVE", "DCGM_FI_PROF_GR_ENGINE_UTIL_RATIO", "gauge", "Graphics engine activity."
        ) {
            sample, _, page in page.append(scaled: sample.grEngine, decimals: 6)
        },
        Field("DCGM_FI_PROF_SM_ACTIVE", "DCGM_FI_PROF_SM_UTIL_RATIO", "gauge", "SM activity.") { sample, _, page in
            page.append(scaled: sample.smActive, decimals: 6)
        },
        Field("DCGM_FI_PROF_PIPE_TENSOR_ACTIVE", "DCGM_FI_PROF_TENSOR_UTIL_RATIO", "gauge", "Tensor pipe activity.") {
            sample, _, page in page.append(scaled: sample.tensor, decimals: 6)
        },
        Field("DCGM_FI_PROF_DRAM_ACTIVE", "DCGM_FI_PROF_DRAM_UTIL_RATIO", "gauge", "Memory interface activity.") {
            sample, _, page in page.append(scaled: sample.dram, decimals: 6)
        },
        Field("DCGM_FI_PROF_SM_OCCUPANCY", "DCGM_FI_PROF_SM_OCCUPANCY_RATIO", "gauge", "Resident warps.") {
            sample, _, page in
            page.append(scaled: sample.occupancy, decimals: 6)
        },
        Field(
            "DCGM_FI_PROF_PCIE_TX_BYTES", "DCGM_FI_PROF_PCIE_TX_BYTES_PER_SECOND", "gauge", "PCIe bytes sent a second."
        ) {
            sample, _, page in page.append(integer: sample.pcieTx)
        },
        Field(
            "DCGM_FI_PROF_PCIE_RX_BYTES", "DCGM_FI_PROF_PCIE_RX_BYTES_PER_SECOND", "gauge",
            "PCIe bytes received a second."
        ) {
            sample, _, page in page.append(integer: sample.pcieRx)
        },
        Field(
            "DCGM_FI_PROF_NVLINK_TX_BYTES", "DCGM_FI_PROF_NVLINK_TX_BYTES_PER_SECOND", "gauge",
            "NVLink bytes sent a second."
        ) {
            sample, _, page in page.append(integer: sample.nvlinkTx)
        },
        Field(
            "DCGM_FI_PROF_NVLINK_RX_BYTES", "DCGM_FI_PROF_NVLINK_RX_BYTES_PER_SECOND", "gauge",
            "NVLink bytes received a second."
        ) {
            sample, _, page in page.append(integer: sample.nvlinkRx)
        },
    ]
}
