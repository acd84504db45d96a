// Which labels a block has, without taking it apart: never a wrong no.

import Exposition
import Testing

struct LabelNamesTests {
    private func isFree(_ block: String, _ names: [String] = ["gpu", "host"]) -> Bool {
        Array(block.utf8).withUnsafeBytes { Labels.has(noneOf: names.map { Array($0.utf8) }, in: $0) }
    }

    @Test(arguments: [
        "", "a=\"1\"", "a=\"gpu\",b=\"x,gpu=\\\"1\\\"\"", "gpus=\"1\",ho=\"\"", "a=\"\u{e4}\\\\\",b=\"}\",",
    ])
    func plainBlocksAreSeenThrough(block: String) { #expect(isFree(block)) }

    @Test(arguments: [
        "gpu=\"1\"", "a=\"1\",host=\"b\"", "a=\"\\\\\",gpu=\"1\"", "a=\"\u{e4}\\\"\",gpu=\"1\",b=\"\"",
        // Not plain to see: blanks and quoted names.
        "a = \"1\"", "a=\"1\", b=\"2\"", "\"gpu\"=\"1\"", "\"gp.u\"",
    ])
    func allElseIsNot(block: String) { #expect(!isFree(block)) }
}
