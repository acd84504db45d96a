// Labels by name and by number: what the catalogue's names say, and what no name says.

import Telemetry
import Testing

struct LabelSetTests {
    private func set(_ labels: [(String, String)], _ names: LabelNames) -> LabelSet {
        var set = LabelSet(names)
        for (var name, value) in labels { name.withUTF8 { set.append(UnsafeRawBufferPointer($0), value) } }
        return set
    }

    @Test func theFirstNameThatHasAValueCounts() {
        var identity = IdentityLabels()
        identity.host = ["first", "second"]
        let names = Catalogue([], identity: identity).labelNames
        #expect(set([("second", "b"), ("first", "a")], names).first(names.host) == "a")
        #expect(set([("second", "b"), ("first", "")], names).first(names.host) == "b")
        #expect(set([("third", "c")], names).first(names.host) == nil)
        #expect(set([("third", "c")], names)["third"] == "c")
        #expect(set([("third", "c")], names).first(named: ["first", "third"]) == "c")
    }

    @Test func namesOfOneBucketAreToldApart() {
        var identity = IdentityLabels()
        // Equal in length and at both ends.
        identity.host = ["abcd", "axxd", "ayyd"]
        let names = Catalogue([], identity: identity).labelNames
        for (number, name) in identity.host.enumerated() {
            #expect(set([(name, "v")], names)[names.host[number]] == "v")
            #expect(set([(name, "v")], names)[names.host[(number + 1) % 3]] == nil)
        }
        #expect(set([("azzd", "v")], names).first(names.host) == nil)
    }

    @Test func namesThatNoNumberIsLeftForMatchNothingElse() {
        var identity = IdentityLabels()
        identity.host = (0..<70_000).map { "host\($0)" }
        let names = Catalogue([], identity: identity).labelNames
        #expect(set([("host7", "v")], names).first(names.host) == "v")
        #expect(set([("host69999", "v")], names)["host69999"] == "v")
        #expect(set([("other", "v")], names).first(names.host) == nil)
        #expect(set([("", "v")], names)[""] == "v")
    }
}
