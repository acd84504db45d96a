// Recorded text taken apart: which lines make one scrape, and whose it is.

import Testing

@testable import App

struct TextSplitterTests {
    private static func split(_ text: String) -> [TextPage] {
        var splitter = TextSplitter(file: 0, name: "file", timeMs: 5_000)
        return splitter.split(Array(text.utf8), .prometheus).pages
    }

    /// `host@1000: a b`: source, time and the series of each page.
    private static func words(_ text: String) -> [String] {
        let bytes = Array(text.utf8)
        return split(text).map { page in
            let lines = String(decoding: page.own ?? Array(bytes[page.range]), as: UTF8.self).split(separator: "\n")
            let names = lines.filter { $0.first != "#" }.map { $0.prefix { $0 != "{" && $0 != " " } }
            return "\(page.source)@\(page.timeMs): \(names.joined(separator: " "))"
        }
    }

    @Test func samplesOfOneTimeAndInstanceAreOnePage() {
        let text = """
            # TYPE a gauge
            a{instance="one:1",gpu="0"} 1 1000
            a{instance="one:1",gpu="1"} 1 1000
            a{instance="two:1",gpu="0"} 1 1000
            b{instance="two:1",gpu="0"} 1 1000
            a{instance="one:1",gpu="0"} 1 2000
            c{gpu="0",UUID="x",instance="one:1"} 1 2000
            c{gpu="1",UUID="y",instance="one:1"} 1 2000
            b{instance="one:1",gpu="0"} 1 1000
            d 7 1000
            e 7

            """
        #expect(
            Self.words(text) == [
                "one:1@1000: a a b", "two:1@1000: a b", "one:1@2000: a c c", "file@1000: d e",
            ])
    }

    /// The same beginning of two label blocks is not the same block, and a name within a value is no name.
    @Test func theInstanceIsTheLabelOfThatName() {
        let text = #"""
            a{} 1 1
            a{x="instance=",y="1"} 1 1
            a{x="instance=",y="1",instance="one"} 1 1
            a{x="a,instance=\"no\"",instance="two"} 1 1
            a{x="a,instance=\"no\"",instance="twofold"} 1 1
            a{x="\\",instance="three\"3"} 1 1
            a{x="\\" , instance = "three\"3" ,} 1 1
            {"quoted.name",instance="four"} 1 1
            a{instance="four",instances="five"} 1 1
            a{instances="four"} 1 1

            """#
        #expect(
            Self.split(text).map(\.source) == ["file", "one", "two", "twofold", "three\"3", "four"])
    }
}
