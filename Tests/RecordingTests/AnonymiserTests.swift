// Names are found within texts, the longest first, whatever stands around them.

import Testing

@testable import Recording

struct AnonymiserTests {
    @Test func namesWithinTextsAreReplaced() {
        let names = Anonymiser()
        #expect(names.replace("gpu-7", "host") == "host-1")
        #expect(names.replace("gpu-71", "host") == "host-2")
        #expect(names.replace("é-node", "host") == "host-3")
        #expect(names.replace("7", "job") == "job-1")
        #expect(names.scrub("gpu-71.example: no answer of gpu-7") == "host-2.example: no answer of host-1")
        #expect(names.scrub("xé-nodegpu-7gp") == "xhost-3host-1gp")
        #expect(names.scrub("error 7 of 17") == "error 7 of 17")
        #expect(names.scrub("7") == "job-1")
        #expect(names.scrub("") == "")
        // A short name is one where it stands alone, wherever that is.
        #expect(names.replace("jo", "user") == "user-1")
        #expect(names.scrub("user=jo,job=x") == "user=user-1,job=x")
        #expect(names.scrub("jo") == "user-1" && names.scrub("of jo") == "of user-1" && names.scrub("joy") == "joy")
    }
}
