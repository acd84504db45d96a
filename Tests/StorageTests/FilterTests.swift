// The filter language: what it means, what it refuses and where, and that nothing typed can break it.

import Facility
import Telemetry
import Testing

@testable import Storage

@Suite struct FilterTests {
    private static let marks = ["calm", "hot", "straggler"]
    private static let vocabulary = FilterVocabulary(catalogue: .standard, marks: marks)

    /// Four GPUs of `a01-c01` with temperatures 60, 90, unknown, 86.
    private func source() -> FilterSource {
        let hall = TestHall(gpus: 8, start: Timestamp(milliseconds: 0))
        for second in 1...3 {
            hall.scrape(
                at: second * 1_000 - 500,
                [
                    .tempCelsius: [60, 90, .nan, 86], .powerWatts: [1_200, 300, 10, 700],
                    .smActive: [0.5, 0.851, 0, 1],
                    .xid: [0, 79, 0, 48], .clockEvents: [0, 0x44, 1, 0],
                ])
            hall.close(second * 1_000 + 400)
        }
        return FilterSource(hall.store.snapshot, gpuMarks: [0, 1, 2, 0, 0, 0, 0, 0], trayMarks: [2, 0])
    }

    private func gpus(_ text: String) throws -> [Int] {
        let matches = try Filter(text, Self.vocabulary).matches(in: source())
        return matches.gpus.indices.filter { matches.gpus[$0] }
    }

    @Test(arguments: [
        ("temp>85", [1, 3]), ("temp<=60", [0]), ("temp=90", [1]), ("temp=60,86", [0, 3]), ("temp!=90", [0, 3]),
        ("sm=85", [1]), ("sm=85%", [1]), ("sm=85.1", [1]), ("sm=85.0", []), ("sm>=0.5", [0, 1, 3]), ("sm=100", [3]),
        ("power>1.1kW", [0]),
        ("power>=0.7kw", [0, 3]), ("xid=79,48", [1, 3]), ("clkevt~0x40", [1]), ("clkevt!~0x40", [0, 2, 3]),
        ("mark=hot", [1]), ("mark=hot|mark=str*", [1, 2]), ("state=never_seen", [4, 5, 6, 7]),
        ("state!=fresh", [4, 5, 6, 7]), ("gpu=2", [2, 6]), ("gpu>=2 & temp>0", [3]), ("tray=1", [0, 1, 2, 3]),
        ("tray=t02", [4, 5, 6, 7]), ("place=A01/t01/g3", [3]), ("place=a01/t02", [4, 5, 6, 7]), ("row=b", []),
        ("rack=A* & !(temp>85)", [0]), ("host~c0[2-9]$", [4, 5, 6, 7]), ("host!~c01", [4, 5, 6, 7]),
        ("a01-c02 gpu=0", [4]), ("\"t01/g1\"", [1]), ("/g[13]$/", [1, 3, 5, 7]), ("~g[13]$ temp>0", [1, 3]),
        ("(gpu=0 | gpu=1) tray=1", [0, 1]), ("!!temp>85", [1, 3]), ("temp_celsius > 85", [1, 3]),
        ("rack=A01,B02 & gpu=0", [0, 4]), ("host~(c01|c99) & gpu=0", [0]), ("age<10s & gpu=0", [0]),
    ])
    func means(_ text: String, _ expected: [Int]) throws { #expect(try gpus(text) == expected, "\(text)") }

    /// Whoever is meant is among the candidates, and few others are.
    @Test(arguments: [
        ("temp=60,86", 2), ("temp=90", 1), ("sm=85,85.1", 1), ("xid=79,48,31", 2), ("temp!=90", 3), ("temp>85", 2),
        ("temp>85 & power<500", 1), ("temp=60 | xid=48", 2), ("clkevt~0x40", 1), ("state=never_seen", 4),
        ("!temp>85", 8), ("xid>0", 2), ("temp>60", 2), ("temp>=60", 3), ("temp<60", 0), ("power<=10", 1),
    ])
    func candidatesHoldAllThatAreMeant(_ text: String, _ count: Int) throws {
        let source = source(), filter = try Filter(text, Self.vocabulary)
        let found = filter.candidates(of: .gpu, in: source) { source.snapshot.column($0) }
        #expect(Set(found).isSuperset(of: try gpus(text)) && found.count == count, "\(text): \(found)")
    }

    @Test func unknownIsNeitherAboveNorNotAbove() throws {
        #expect(try gpus("temp=unknown & state=fresh") == [2])
        #expect(try !gpus("!(temp>85)").contains(2))
        #expect(try !gpus("temp>85 | !(temp>85)").contains(2))
        #expect(try Filter("temp>85", Self.vocabulary).truth(gpu: 2, in: source()) == nil)
        #expect(try Filter("temp>85 & gpu=0", Self.vocabulary).truth(gpu: 2, in: source()) == false)
    }

    @Test func placesHoldWhatTheirGPUsHold() throws {
        let filter = try Filter("temp>85", Self.vocabulary), source = source()
        #expect(filter.matches(.hall, in: source) && filter.matches(.rack(0), in: source))
        #expect(filter.matches(.tray(0), in: source) && !filter.matches(.tray(1), in: source))
        let matches = filter.matches(in: source)
        #expect(matches.trays == [true, false] && matches.gpuCount == 2)
        #expect(try Filter("", Self.vocabulary).isEmpty && gpus("").count == 8)
    }

    @Test(arguments: [
        ("tmp>85", 1, "did you mean temp"), ("a & tmep>85", 5, "did you mean"), ("temp>85x", 8, "unit"),
        ("temp>hot", 6, "no number"),
        ("temp>", 6, "missing"), ("(temp>85", 1, "never closed"), ("temp>85)", 8, "closes nothing"),
        ("a &", 4, "missing"),
        ("job~(a", 5, "never closed"), ("job~[b-a]", 7, "lower to higher"), ("state=dead", 7, "there are fresh"),
        ("mark=x", 6, "there are calm"), ("disk>1", 1, "several"), (">5", 1, "name a field"), ("job>5", 1, "text"),
        ("\"ab", 1, "never closed"),
        ("temp~85", 6, "a number takes"), ("temp>1,2", 6, "a list"), ("| a", 1, "missing"),
    ])
    func refuses(_ text: String, _ column: Int, _ words: String) {
        do {
            _ = try Filter(text, Self.vocabulary)
            Issue.record("\(text) was read")
        } catch {
            #expect(error.column == column && error.reason.contains(words), "\(text): \(error)")
        }
    }

    @Test func nothingTypedBreaksIt() {
        var seed = SeededGenerator(state: 11)
        let pieces = [
            "temp", "job", ">", "=", "~", "!", "(", ")", "&", "|", "\"", "/", "85%", "*", "[", "\\", " ", "é", "0x",
            ",", "{9", "state",
        ]
        let source = source()
        for _ in 0..<3_000 {
            let text = (0..<Int.random(in: 0...12, using: &seed)).map { _ in pieces.randomElement(using: &seed)! }
                .joined()
            guard let filter = try? Filter(text, Self.vocabulary) else { continue }
            _ = filter.matches(in: source)
        }
        for text in [
            String(repeating: "(", count: 900), String(repeating: "!", count: 900),
            String(repeating: "a", count: 5_000),
        ] {
            #expect(throws: FilterError.self) { try Filter(text, Self.vocabulary) }
        }
    }

    @Test func aUnitApartBelongsToItsNumber() throws {
        let vocabulary = FilterVocabulary(catalogue: .standard, marks: [])
        for (apart, together) in [
            ("temp_celsius > 67 °C", "temp_celsius>67C"), ("power_watts>1 kW", "power_watts>1kW"),
            ("power_watts > 1 kW & a01", "power_watts>1kW a01"), ("age > 5 s", "age>5s"),
        ] {
            #expect(try Filter(apart, vocabulary).root == Filter(together, vocabulary).root, "\(apart)")
        }
        #expect(throws: FilterError.self) { try Filter("rack=A01..A05", vocabulary) }
    }
}
