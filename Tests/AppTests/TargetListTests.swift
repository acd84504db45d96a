// What is a list of targets, and what a page: only a list's own bracket makes one.

import Testing

@testable import App

@Suite struct TargetListTests {
    @Test(arguments: ["[]", " \n\t[{\"targets\": [\"a:1\"]}]", "\r\n["]) func aBracketBeginsAList(text: String) {
        #expect(TargetGroup.isList(Array(text.utf8)))
    }

    /// A page may begin with anything: a terminal's commands are no blank before a bracket.
    @Test(arguments: ["\u{1B}[2J", "\u{0}[", "# HELP a b", "", "{\"a\": []}"]) func allElseIsAPage(text: String) {
        #expect(!TargetGroup.isList(Array(text.utf8)))
    }
}
