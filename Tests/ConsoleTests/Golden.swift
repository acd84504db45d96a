// Golden files beside the tests.

import Foundation
import Testing

enum Golden {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Goldens")

    static func compare(_ text: String, _ name: String) throws {
        let file = folder.appendingPathComponent(name + ".txt")
        let known = try? String(contentsOf: file, encoding: .utf8)
        guard known != text else { return }
        if known == nil || ProcessInfo.processInfo.environment["VIGIE_RECORD"] != nil {
            try text.write(to: file, atomically: true, encoding: .utf8)
            Issue.record("\(name): recorded anew; look at it, then run again")
            return
        }
        let old = known!.split(separator: "\n", omittingEmptySubsequences: false)
        let new = text.split(separator: "\n", omittingEmptySubsequences: false)
        let line = zip(old, new).enumerated().first { $0.element.0 != $0.element.1 }
        let detail =
            line.map { "line \($0.offset + 1)\n  golden \($0.element.0)\n  drawn  \($0.element.1)" } ?? "lengths differ"
        Issue.record("\(name) differs from its golden: \(detail)")
    }
}
