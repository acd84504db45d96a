// What labels mean, by the catalogue: hosts, GPUs, parts of GPUs, on pages of one host and of many.

import App
import Ingest
import Telemetry
import Testing

struct SeriesResolverTests {
    private func table(_ text: String, _ context: SeriesContext = SeriesContext()) throws -> (SeriesTable, PageValues) {
        let values = PageValues()
        let decoder = PageDecoder(catalogue: .standard, store: SegmentStore(), context: context)
        guard case .values(let table, _, _) = Array(text.utf8).withUnsafeBytes({ decoder.decode($0, into: values) })
        else { throw DecodeError.failed }
        return (table, values)
    }

    @Test func linksAndInstancesAreParts() throws {
        let (table, _) = try table(
            """
            DCGM_FI_DEV_NVLINK_TX_BANDWIDTH_L0{nvlink="3",gpu="1",gpu_uuid="GPU-a",hostname="h"} 7
            DCGM_FI_DEV_NVLINK_BANDWIDTH_L17{gpu="1",UUID="GPU-a",hostname="h"} 7
            DCGM_FI_DEV_FB_USED{gpu="0",GPU_I_ID="2",GPU_I_PROFILE="1g.35gb",hostname="h"} 7
            redfish_gpu_nvlink_symbol_errors{gpu_id="GPU_2",port_id="NVLink_9"} 1
            DCGM_FI_DEV_CPU_TEMP_CURRENT{cpu="0",hostname="h"} 59

            """)
        #expect(table.series[0].sub == SubEntity(.link, 3) && table.series[0].gpu == 1)
        #expect(table.series[1].sub == SubEntity(.link, 17) && table.series[1].metric == .nvlinkBytesPerSecond)
        #expect(table.series[2].sub == SubEntity(.mig, 2))
        #expect(table.series[3].gpu == 2 && table.series[3].sub == SubEntity(.link, 9))
        let cpu = try #require(table.series[4].metric)
        #expect(table.series[4].gpu == -1 && Catalogue.standard[cpu].entity == .tray)
        #expect(table.series[0].part != table.series[1].part)
    }

    @Test func aNumberComesFromTheSeriesThatKnowsIt() throws {
        let (table, _) = try table(
            """
            nvidia_smi_temperature_gpu{uuid="1c67088e-9ecb-4564-bb97-6151ecc2ef64"} 41
            nvidia_smi_temperature_gpu{uuid="ef427e4f-1970-42f2-ab0c-ecf0e56a33b9"} 42
            nvidia_smi_gpu_info{uuid="1c67088e-9ecb-4564-bb97-6151ecc2ef64",index="1",name="NVIDIA H200"} 1
            nvidia_smi_gpu_info{uuid="ef427e4f-1970-42f2-ab0c-ecf0e56a33b9",index="0",name="NVIDIA H200"} 1
            nvidia_smi_temperature_gpu{uuid="unheard-of"} 43

            """)
        #expect(table.series.map(\.gpu) == [1, 0, 1, 0, -1])
        #expect(table.series[4].metric == nil)
        #expect(table.gpus.map(\.identity.uuid).sorted().first == "GPU-1c67088e-9ecb-4564-bb97-6151ecc2ef64")
    }

    @Test func aFederatedPageNamesManyHosts() throws {
        let (table, _) = try table(
            """
            DCGM_FI_DEV_GPU_TEMP{gpu="0",Hostname="a01",instance="10.0.0.1:9400",job="dcgm"} 61 1795467883509
            DCGM_FI_DEV_GPU_TEMP{gpu="0",Hostname="a02",instance="10.0.0.2:9400",job="dcgm"} 62 1795467883509
            node_load1{instance="10.0.0.1:9100",job="node"} 1 1795467883509
            node_load1{instance="10.0.0.3:9100",job="node"} 2 1795467883509
            node_uname_info{instance="10.0.0.3:9100",job="node",nodename="a03"} 1 1795467883509

            """)
        #expect(table.series.map { table.hosts[$0.host] } == ["a01", "a02", "a01", "a03", "a03"])
    }

    @Test func perCentUnderARatioNameIsNoticedWheneverItShows() throws {
        let decoder = PageDecoder(catalogue: .standard, store: SegmentStore()), values = PageValues()
        func factor(_ value: String) throws -> Double {
            let text = "DCGM_FI_DEV_GPU_UTIL_RATIO{gpu=\"0\",hostname=\"h\"} \(value)\n"
            guard case .values(let table, _, _) = Array(text.utf8).withUnsafeBytes({ decoder.decode($0, into: values) })
            else { throw DecodeError.failed }
            return table.series[0].factor
        }
        #expect(try factor("0") == 1)
        #expect(try factor("97") == 0.01)
        #expect(try factor("0") == 0.01)
        #expect(decoder.printsPercent)
    }

    @Test func rulesRenameAndDropSeries() throws {
        var context = SeriesContext()
        var drop = RelabelRule(pattern: try RelabelPattern("go_.*"))
        drop.action = .drop
        drop.sourceLabels = ["__name__"]
        var rename = RelabelRule(pattern: try RelabelPattern("my_(.*)"))
        rename.sourceLabels = ["__name__"]
        rename.targetLabel = "__name__"
        context.rules = [drop, rename]
        context.labels = ["job": "j"]
        let (table, values) = try table("go_info 1\nmy_node_load1{job=\"x\"} 5\n", context)
        #expect(table.series[0].isDropped && table.series[0].metric == nil)
        #expect(table.series[1].metric == .hostLoad1 && values[1] == 5)
    }
}
