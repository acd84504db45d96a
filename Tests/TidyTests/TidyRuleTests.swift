// The rules tried on planted offenders: a rule that finds nothing here would find nothing anywhere.

import Testing

struct TidyRuleTests {
    @Test func longFunctionsAreFound() {
        let body =
            ["    func long() {"] + Array(repeating: "        x += 1 // }", count: 70) + [
                "    }", "    func short() { \"}\" }",
            ]
        #expect(TidyRules.longFunctions(body, limit: 60).map(\.length) == [72])
    }

    @Test func declarationsAreFound() {
        #expect(
            TidyRules.topLevelTypes(["public final class A {", "    struct Inner {}", "enum B {", "private struct C {"])
                == ["A", "B"])
        #expect(
            TidyRules.globalVariables(["var a = 1", "public var b = 2", "    var inside = 3", "let c = 4"]) == [1, 2])
        #expect(
            TidyRules.imports(["import Glibc", "@testable import App", "// import Foundation"]) == ["Glibc", "App"])
    }

    @Test func picturesAreFound() {
        #expect(
            TidyRules.pictureLines(["// A view.", "//", "//   ┌─┐", "//   └─┘", "", "import A", "struct B {", "//   x"])
                == 2)
    }

    @Test func unsafeAndClocksAreFound() {
        #expect(
            TidyRules.unsafeUses(["let p: UnsafeRawPointer", "// UnsafePointer", "x.withUnsafeBytes {"]) == [1, 3])
        #expect(TidyRules.clockReads(["clock_gettime(a, &b)", "\"Date()\"", "let d = Date()"]) == [1, 3])
    }
}
