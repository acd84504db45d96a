// One measured row after the other: median of seven passes over all pages, by the thread's CPU time.

import CReference

enum Rows {
    static func header(_ pages: Pages) {
        let perSample = pages.bytes / max(1, pages.samples)
        print("\n\(pages.name): \(pages.after.count) pages, \(pages.bytes / 1_000_000) MB, \(perSample) B a sample\n")
        print("| path | MB/s | M samples/s | ns a sample | of the C path |\n|---|---|---|---|---|")
    }

    /// - Returns: nanoseconds of one pass.
    @discardableResult
    static func row(_ name: String, _ bytes: Int, _ samples: Int, against: Double? = nil, _ body: () -> Void) -> Double
    {
        body()
        var passes: [Double] = []
        for _ in 0..<7 {
            let start = reference_cpu_ns()
            body()
            passes.append(Double(reference_cpu_ns() - start))
        }
        let time = passes.sorted()[3]
        write(name, bytes, samples, time, against.map { $0 / time })
        return time
    }

    /// Two rows pass by pass in turn, so that other programs disturb both alike; the share is the median of seven pairs.
    ///
    /// - Returns: nanoseconds of one pass of the first.
    static func pair(
        _ bytes: Int, _ samples: Int, _ first: (name: String, body: () -> Void),
        _ second: (name: String, body: () -> Void)
    ) -> Double {
        first.body()
        second.body()
        var passes: [(Double, Double)] = []
        for _ in 0..<7 {
            let start = reference_cpu_ns()
            first.body()
            let middle = reference_cpu_ns()
            second.body()
            passes.append((Double(middle - start), Double(reference_cpu_ns() - middle)))
        }
        let time = passes.map(\.0).sorted()[3]
        write(first.name, bytes, samples, time, nil)
        write(second.name, bytes, samples, passes.map(\.1).sorted()[3], passes.map { $0 / $1 }.sorted()[3])
        return time
    }

    private static func write(_ name: String, _ bytes: Int, _ samples: Int, _ time: Double, _ share: Double?) {
        let share = share.map { "\(Int((100 * $0).rounded())) %" } ?? ""
        print(
            "| \(name) | \(Int(Double(bytes) / time * 1_000)) | \(one(Double(samples) / time * 1_000)) | "
                + "\(one(time / Double(max(1, samples)))) | \(share) |")
    }

    static func one(_ value: Double) -> String { "\((value * 10).rounded() / 10)" }
}
