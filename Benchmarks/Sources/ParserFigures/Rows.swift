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
        let share = against.map { "\(Int((100 * $0 / time).rounded())) %" } ?? ""
        print(
            "| \(name) | \(Int(Double(bytes) / time * 1_000)) | \(one(Double(samples) / time * 1_000)) | "
                + "\(one(time / Double(max(1, samples)))) | \(share) |")
        return time
    }

    static func one(_ value: Double) -> String { "\((value * 10).rounded() / 10)" }
}
