// Patterns: against Swift's own engine on random input, and their bounds.

import Testing

@testable import Storage

@Suite struct PatternTests {
    @Test func agreesWithSwiftsRegex() throws {
        var seed = SeededGenerator(state: 7)
        for _ in 0..<300 {
            let expression = Self.expression(depth: 3, &seed)
            let pattern = try Pattern(regex: expression)
            let regex = try Regex(expression).ignoresCase()
            for _ in 0..<12 {
                let text = String(
                    (0..<Int.random(in: 0...7, using: &seed)).map { _ in "abAc-".randomElement(using: &seed)! })
                #expect(pattern.matches(text) == (text.firstMatch(of: regex) != nil), "/\(expression)/ on \(text)")
            }
        }
    }

    private static func expression(depth: Int, _ seed: inout SeededGenerator) -> String {
        if depth == 0 {
            return ["a", "b", "A", ".", "[ab]", "[^a]", "[a-c]", "\\w", "\\W"].randomElement(using: &seed)!
        }
        let one = expression(depth: depth - 1, &seed), two = expression(depth: depth - 1, &seed)
        let all = [
            one, one + two, "(?:\(one)|\(two))", "(?:\(one))*", "(?:\(one))+", "(?:\(one))?", "(?:\(one)){1,3}",
            "^\(one)", "\(one)$",
        ]
        return all.randomElement(using: &seed)!
    }

    @Test func globsMatchWholeTexts() throws {
        #expect(try Pattern(glob: "B*").matches("b17"))
        #expect(try !Pattern(glob: "B1").matches("B17"))
        #expect(try Pattern(glob: "b?7").matches("B17"))
        #expect(try Pattern(glob: "é?").matches("éü"))
        #expect(try Pattern(glob: "a.c").matches("a.c") && !Pattern(glob: "a.c").matches("abc"))
    }

    @Test func runsAwayNowhere() throws {
        #expect(throws: PatternError.self) { try Pattern(regex: ".*a.{60}b.{60}") }
        #expect(throws: PatternError.self) { try Pattern(regex: String(repeating: "a", count: 2_000)) }
        let nested = try Pattern(regex: "(a*)*(a|a)*b")
        #expect(!nested.matches(String(repeating: "a", count: 100_000)))
    }

    @Test func mistakesHaveOffsets() {
        func offset(_ expression: String) -> Int? {
            do {
                _ = try Pattern(regex: expression)
                return nil
            } catch { return error.offset }
        }
        #expect(offset("ab(c") == 2)
        #expect(offset("a)") == 1)
        #expect(offset("[b-a]") == 2)
        #expect(offset("x[ab") == 1)
        #expect(offset("*a") == 0)
        #expect(offset("a{5,2}") == 1)
        #expect(offset("ab\\") == 2)
        #expect(offset("\\q") == 0)
    }
}
