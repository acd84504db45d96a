// The store's speeds and memory beside their limits. Reads the clock of its thread and /proc.

import App
import CReference
import Facility
import Foundation
import Storage
import Telemetry

enum StoreTable {
    static func print(gpus: Int, slots: Int) {
        // Ten minutes and a bit of a twentieth: shorter, its minutes would all be the same, and longer steps cost nothing.
        let block = HallBlock(gpus: min(gpus, 720), slots: 607)
        let bare = BareAppend(gpus: gpus, fields: block.fields.count)
        let before = residentMiB()
        let hall = FullHall(gpus: gpus, block: block, fields: Array(block.fields.indices), hostFields: 40)
        var scatter: [Double] = [], whole: [Double] = []
        var taken: [UInt64] = [], closed: [UInt64] = []
        for _ in 0..<slots {
            hall.prepare()
            bare.append()
            let before = reference_allocations()
            let spread = seconds { hall.scatter() }
            let between = reference_allocations()
            let rest = seconds {
                hall.scatterHosts()
                hall.close()
            }
            taken.append(between - before)
            closed.append(reference_allocations() - between)
            scatter.append(spread)
            whole.append(spread + rest)
        }
        let memory = residentMiB() - before
        Swift.print(
            "\nstore: \(gpus) GPUs x 25 fields at 1 Hz, \(hall.topology.trays.count) hosts x 40 fields at 15 s, \(slots) slots\n"
        )
        Swift.print("| what | limit | measured |\n|---|---|---|")
        let steady = scatter.dropFirst(min(60, slots / 2)).sorted(), all = whole.dropFirst(min(60, slots / 2)).sorted()
        func perSample(_ spent: Double) -> String { "\(f(spent / Double(hall.samplesPerSlot) * 1e9)) ns" }
        row("the bare append of a prototype, in turns with the slots (0.9 ns where the limits were set)", "-", "\(f(bare.nanoseconds)) ns a sample")
        row("scatter, a page of 100 samples for each host", "2 ns a sample", perSample(steady[steady.count / 2]))
        let parts = parts(gpus, block)
        row("of that each sample, and each page", "2 ns a sample", "\(f(parts.sample)) ns, \(f(parts.page)) ns")
        row("scatter, a page of 1,800 for each rack", "2 ns a sample", perSample(racks(gpus, block)))
        row("whole slot, sealing included: median", "5 ms + sealing", "\(f(all[all.count / 2] * 1e3)) ms")
        row("whole slot: least (nothing to seal)", "5 ms", "\(f(all[0] * 1e3)) ms")
        let greatest = whole.indices.suffix(from: min(60, slots / 2)).sorted { whole[$0] > whole[$1] }.prefix(6)
        row("the greatest, by second of the minute", "", greatest.map { "\($0 % 60): \(f(whole[$0] * 1e3))" }.joined(separator: ", "))
        row("whole slot: greatest, p99", "15 ms", "\(f(all.last! * 1e3)) ms, \(f(all[all.count * 99 / 100] * 1e3)) ms")
        row("allocations, taking all pages of a slot: median, greatest", "0", counts(taken.suffix(slots / 2)))
        row("allocations, closing and publishing it: median, greatest", "-", counts(closed.suffix(slots / 2)))
        queries(hall.store.snapshot, slots)
        row("resident memory of the store after \(slots) slots", "1,280 MiB after 3,600", "\(f(memory)) MiB")
        row("of which sealed blocks", "", "\(f(Double(hall.store.snapshot.sealedBytes) / 1_048_576)) MiB")
        for ring in hall.store.snapshot.ringSizes where ring.values > 0 {
            let perValue = Double(ring.bytes) / Double(ring.values)
            row("\(ring.content), steps of \(ring.stepMs / 1000) s", "", "\(f(Double(ring.bytes) / 1_048_576)) MiB, \(f(perValue)) B a value")
        }
    }

    private static func counts(_ counts: ArraySlice<UInt64>) -> String {
        let sorted = counts.sorted()
        return "\(sorted[sorted.count / 2]), \(sorted[sorted.count - 1])"
    }

    /// The same samples on few large pages, as a federating server gives them: the median slot's time of accepting them.
    private static func racks(_ gpus: Int, _ block: HallBlock) -> Double {
        spread(
            FullHall(gpus: gpus, block: block, fields: Array(block.fields.indices), hostFields: 0, pagePerRack: true))
    }

    /// What a host's page takes however short it is, and what each further sample of it takes, in nanoseconds: by pages of 100 and of 20.
    private static func parts(_ gpus: Int, _ block: HallBlock) -> (sample: Double, page: Double) {
        let fields = Array(block.fields.indices), few = Array(fields.prefix(5))
        let long = FullHall(gpus: gpus, block: block, fields: fields, hostFields: 0)
        let short = FullHall(gpus: gpus, block: block, fields: few, hostFields: 0)
        let (all, part) = (spread(long), spread(short))
        let sample = (all - part) / Double(gpus * (fields.count - few.count))
        let page = (part - sample * Double(gpus * few.count)) / Double(long.topology.trays.count)
        return (sample * 1e9, page * 1e9)
    }

    /// The median slot's time of accepting its pages.
    private static func spread(_ hall: FullHall) -> Double {
        let times = (0..<60).map { _ in
            hall.prepare()
            let spent = seconds { hall.scatter() }
            hall.close()
            return spent
        }
        return times.sorted()[30]
    }

    private static func queries(_ snapshot: Snapshot, _ slots: Int) {
        var times: [Double] = []
        for index in 0..<60 {
            let moment = snapshot.moment - Int64((index * 37) % max(1, slots - 100) + 90) * 1000
            times.append(
                seconds { _ = snapshot.values([MetricID.powerWatts, .tempCelsius, .smActive][index % 3], at: moment) })
        }
        times.sort()
        row(
            "one slot of one metric, all GPUs, past", "2 ms",
            "median \(f(times[30] * 1e3)) ms, worst \(f(times[59] * 1e3)) ms")
        let hour = (0..<50).map { gpu in
            seconds { _ = snapshot.history(.powerWatts, gpu * 271 % snapshot.topology.gpuCount, slots: slots) }
        }
        row("\(slots) slots of one GPU and metric", "0.5 ms for 3,600", "\(f(hour.sorted()[25] * 1e3)) ms")
        let grid = TimeGrid(end: snapshot.moment, spanMs: Int64(slots) * 1000, columns: 300)
        let racks = snapshot.topology.racks.indices.map { Place.rack($0) }
        let timeline = (0..<5).map { _ in seconds { _ = snapshot.timeline(.powerWatts, racks, over: grid) } }
        row(
            "\(slots) s x \(racks.count) racks, 300 columns", "20 ms for an hour", "\(f(timeline.sorted()[2] * 1e3)) ms"
        )
        let past = (0..<5).map { index in
            seconds { _ = snapshot.rewound(to: snapshot.moment - Int64(index * 50 + 90) * 1000) }
        }
        row("the whole hall at an earlier moment", "-", "\(f(past.sorted()[2] * 1e3)) ms")
    }

    /// The same store at other rates and sizes.
    static func printScale() {
        let block = HallBlock(gpus: 13_800, slots: 20)
        var retention = Retention()
        retention.rawMs = 300_000
        let fast = FullHall(
            gpus: 13_800, block: block, fields: Array(block.fields.indices), hostFields: 0, stepMs: 100,
            retention: retention)
        row("10 Hz x 13,800 x 25: CPU", "20 % of a core", "\(f(mean(fast, 240) * 10 * 100)) %")
        let large = FullHall(gpus: 138_000, block: block, fields: [1, 4, 7, 14, 17, 18], hostFields: 0)
        row(
            "138,000 GPUs x 6 fields at 1 Hz: slot", "works",
            "mean \(f(mean(large, 150) * 1e3)) ms, \(f(residentMiB())) MiB resident in all")
    }

    private static func mean(_ hall: FullHall, _ slots: Int) -> Double {
        var total = 0.0
        for slot in 0..<slots {
            hall.prepare()
            let spent = seconds {
                hall.scatter()
                hall.close()
            }
            if slot >= slots / 2 { total += spent }
        }
        return total / Double(slots - slots / 2)
    }

    static func row(_ what: String, _ limit: String, _ measured: String) {
        Swift.print("| \(what) | \(limit) | \(measured) |")
    }

    /// Of this thread: what other programs take of the machine meanwhile is not the store's.
    static func seconds(_ work: () -> Void) -> Double {
        func now() -> Double {
            var time = timespec()
            clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
            return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
        }
        let began = now()
        work()
        return now() - began
    }

    static func residentMiB() -> Double {
        let text = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = text.split(separator: "\n").first { $0.hasPrefix("VmRSS") } ?? ""
        return Double(line.split(separator: " ").dropFirst().first.flatMap { Double($0) } ?? 0) / 1024
    }

    static func f(_ value: Double) -> String { String(format: value < 10 ? "%.2f" : "%.1f", value) }
}
