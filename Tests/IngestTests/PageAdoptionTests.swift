// The first page of a target that looks like another's: what is taken over must be what the full parser finds.

import Exposition
import Ingest
import Telemetry
import Testing

struct PageAdoptionTests {
    /// Pages of one fleet: the same lines with other hosts, GPUs and numbers.
    private func page(host: Int, kind: Int) -> [String] {
        var lines: [String] = []
        func gpu(_ number: Int, extra: String = "") -> String {
            "gpu=\"\(number)\",UUID=\"GPU-0000000\(host % 10)-1111-2222-3333-44444444444\(number)\",modelName=\"M\(host % 3)\",Hostname=\"h\(host)\"\(extra)"
        }
        if kind != 1 {
            for field in ["SM_CLOCK", "GPU_TEMP", "FB_USED", "XID_ERRORS"] {
                lines += ["# HELP DCGM_FI_DEV_\(field) text", "# TYPE DCGM_FI_DEV_\(field) gauge"]
                for number in 0..<4 {
                    let extra = field == "XID_ERRORS" ? ",err_code=\"\(host * 7 % 100)\",err_msg=\"host \(host)\"" : ""
                    lines.append("DCGM_FI_DEV_\(field){\(gpu(number, extra: extra))} \(host * 3 + number)")
                }
            }
            lines += ["# HELP DCGM_FI_PROF_PCIE_TX_BYTES text", "# TYPE DCGM_FI_PROF_PCIE_TX_BYTES counter"]
            for number in 0..<4 { lines.append("DCGM_FI_PROF_PCIE_TX_BYTES{\(gpu(number))} \(host)e3") }
        }
        if kind != 0 {
            for index in 0..<90 {
                if index == 70 { lines.append("node_uname_info{nodename=\"h\(host)\",release=\"6.1\"} 1") }
                let device =
                    index % 9 == 0
                    ? "device=\"/dev/mapper/volume-of-a-long-name-\(index % 2)\",fstype=\"xfs\""
                    : "cpu=\"\(index % 4)\""
                lines.append("node_metric_\(index){\(device)} \(host).\(index)")
            }
        }
        return lines
    }

    private func decode(_ decoder: PageDecoder, _ text: String, _ values: PageValues) -> DecodedPage {
        Array(text.utf8).withUnsafeBytes { decoder.decode($0, into: values) }
    }

    private func expectSame(_ text: String, _ left: DecodedPage, _ a: PageValues, _ what: String) {
        let values = PageValues()
        let right = decode(PageDecoder(catalogue: .standard, store: SegmentStore()), text, values)
        if !SameResult.same(left, a, right, values) { Issue.record("\(what)\n\(text)") }
    }

    @Test(arguments: 0...2) func aFleetIsReadInFullOnce(kind: Int) {
        let store = SegmentStore(), values = PageValues()
        for host in 0..<12 {
            let decoder = PageDecoder(catalogue: .standard, store: store)
            let text = page(host: host, kind: kind).joined(separator: "\n") + "\n"
            let result = decode(decoder, text, values)
            expectSame(text, result, values, "host \(host)")
            #expect(decoder.fullReads == (host == 0 ? 1 : 0) && decoder.adoptions == (host == 0 ? 0 : 1))
        }
    }

    @Test(arguments: 1...24) func adoptedEqualsParserUnderRandomEdits(seed: Int) {
        var random = SplitMix(seed: UInt64(seed) << 20), adoptions = 0, patches = 0
        let store = SegmentStore(), values = PageValues()
        for host in 0..<60 {
            let decoder = PageDecoder(catalogue: .standard, store: store)
            var lines = page(host: host, kind: seed % 3)
            for round in 0..<3 {
                if round > 0 || host > 0 {
                    for _ in 0..<(random.next() % 3) { PageEdit.edit(&lines, &random) }
                }
                let text = lines.joined(separator: "\n") + (random.next() % 8 == 0 ? "" : "\n")
                expectSame(text, decode(decoder, text, values), values, "seed \(seed) host \(host) round \(round)")
            }
            adoptions += decoder.adoptions
            patches += decoder.patches
        }
        #expect(adoptions > 15 && (seed % 3 == 0 || patches > 10))
    }

    /// What one GPU's block says of its place is not what the other's says.
    @Test func aBlockOfAnotherPlaceIsNotTakenOver() throws {
        let store = SegmentStore(), values = PageValues()
        func text(_ gpus: [Int]) -> String {
            ["FB_USED", "FB_FREE", "GPU_TEMP"].flatMap { field in
                gpus.map {
                    "DCGM_FI_DEV_\(field){gpu=\"\($0)\",UUID=\"GPU-aaaaaaaa-bbbb-cccc-dddd-\($0)\",Hostname=\"h\"} 1"
                }
            }.joined(separator: "\n") + "\n"
        }
        for gpus in [[0, 1], [1, 0], [2, 3], [0, 0], [0, 1]] {
            let decoder = PageDecoder(catalogue: .standard, store: store)
            let result = decode(decoder, text(gpus), values)
            expectSame(text(gpus), result, values, "\(gpus)")
            guard case .values(let table, _, _) = result else { throw DecodeError.failed }
            #expect(table.series.map(\.gpu) == gpus + gpus + gpus)
        }
    }

    /// Limits of a job hold for its targets, whatever another job's target looked like.
    @Test func limitsHoldForAdoptedPages() {
        let store = SegmentStore(), values = PageValues()
        let text = page(host: 1, kind: 0).joined(separator: "\n") + "\n"
        _ = decode(PageDecoder(catalogue: .standard, store: store), text, values)
        var limits = PageLimits()
        limits.labels = 2
        let decoder = PageDecoder(catalogue: .standard, store: store, limits: limits)
        guard case .failed = decode(decoder, text, values) else {
            Issue.record("labels beyond the limit were taken")
            return
        }
    }
}
