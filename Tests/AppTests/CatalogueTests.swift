// The catalogue file: what it may say, and how its mistakes are named.

import App
import Telemetry
import Testing

struct CatalogueTests {
    let catalogue = Catalogue.standard

    @Test func namedMetricsAreTheRowsTheyName() {
        let expected: [(MetricID, String)] = [
            (.smActive, "sm_active"), (.powerWatts, "power_watts"), (.tempCelsius, "temp_celsius"),
            (.tempMarginCelsius, "temp_margin_celsius"), (.memoryUsedRatio, "memory_used_ratio"),
            (.nvlinkBytesPerSecond, "nvlink_bytes_per_second"), (.nvlinkLinksDown, "nvlink_links_down"), (.xid, "xid"),
            (.eccDoubleBit, "ecc_double_bit"), (.clockEvents, "clock_events"), (.energyWatts, "energy_watts"),
            (.powerInstantWatts, "power_instant_watts"), (.hostCPUBusyRatio, "host_cpu_busy_ratio"),
            (.hostDiskUsedRatio, "host_disk_used_ratio"), (.hostProcsBlocked, "host_procs_blocked"),
            (.nvlinkTxBytesPerSecond, "nvlink_tx_bytes_per_second"),
            (.nvlinkRxBytesPerSecond, "nvlink_rx_bytes_per_second"),
        ]
        for (id, name) in expected { #expect(catalogue[id].name == name) }
    }

    @Test func namesAreUniqueAndScalesAreScales() {
        #expect(Set(catalogue.metrics.map(\.name)).count == catalogue.metrics.count)
        for metric in catalogue.metrics {
            #expect(metric.range.upperBound > metric.range.lowerBound, "\(metric.name)")
            #expect(metric.resolution > 0, "\(metric.name)")
            #expect(metric.short.count <= 8, "\(metric.name)")
            #expect(metric.sources.isEmpty == (metric.derivation != nil), "\(metric.name)")
            for threshold in metric.thresholds { #expect(threshold.limit.isFinite, "\(metric.name)") }
        }
    }

    @Test func bothNamingGenerationsFeedTheSameMetric() {
        let pairs = [
            ("DCGM_FI_DEV_SM_CLOCK", "DCGM_FI_DEV_SM_CLOCK_HERTZ", 1e6),
            ("DCGM_FI_DEV_GPU_UTIL", "DCGM_FI_DEV_GPU_UTIL_RATIO", 0.01),
            ("DCGM_FI_DEV_FB_USED", "DCGM_FI_DEV_FB_USED_BYTES", 1_048_576.0),
            ("DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION", "DCGM_FI_DEV_GPU_ENERGY_JOULES_TOTAL", 1e-3),
            ("DCGM_FI_DEV_NVLINK_BANDWIDTH_TOTAL", "DCGM_FI_DEV_NVLINK_THROUGHPUT_BYTES_PER_SECOND", 1.024e6),
        ]
        for (old, new, factor) in pairs {
            #expect(catalogue.feeds(of: old).first?.metric == catalogue.feeds(of: new).first?.metric)
            #expect(catalogue.feeds(of: old).first?.source.factor == factor)
            #expect(catalogue.feeds(of: new).first?.source.factor == 1)
        }
    }
}
