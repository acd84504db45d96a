// Text that leaves the program as data: it steers no terminal, and loses nothing else.

import Screen
import Testing

struct SanitiserTests {
    @Test func dataSteersNoTerminal() {
        let odd = "a\u{1B}]0;owned\u{7}\u{9B}31m\u{202E}gnp\u{2066}\u{0}\u{7F}\r"
        let told = Sanitiser.inert("time,\"\(odd)\"\n1\t2\n")
        #expect(
            told == "time,\"a\u{FFFD}]0;owned\u{FFFD}\u{FFFD}31m\u{FFFD}gnp\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\"\n1\t2\n")
    }

    @Test func otherNamesStay() {
        for name in ["A01/t07/g2", "Über-4", "機架-3", "ara\u{301}", "می\u{200C}خواهم", "🙂", ""] {
            #expect(Sanitiser.inert("\(name)\n") == "\(name)\n")
        }
    }
}
