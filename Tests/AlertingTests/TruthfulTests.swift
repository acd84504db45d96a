// An alarm says what holds of those whom it counts, stands as long as what it tells of, and is silenced only as far as somebody heard it.

import Alerting
import Storage
import Telemetry
import Testing

@testable import App

struct TruthfulTests {
    private func book(_ rules: String...) throws -> RuleBook {
        var reader = RuleReader(catalogue: .standard, xids: try RuleFiles.xids())
        let list = rules.map { "  - {\($0)}\n" }.joined()
        let faults = reader.read(try SourceText.decode("groups:\n- name: g\n  rules:\n\(list)", file: "r.yml"))
        #expect(faults.isEmpty, "\(faults)")
        return reader.book
    }

    private func faults(_ rule: String) throws -> [String] {
        var reader = RuleReader(catalogue: .standard, xids: try RuleFiles.xids())
        return reader.read(
            try SourceText.decode("groups:\n- name: g\n  rules:\n  - \(rule)\n", file: "r.yml")
        ).map(\.reason)
    }

    /// 45 clears up behind 48: the memory is as bad as before. A reset ends both.
    @Test func aLesserCodeMendsNothing() throws {
        let book = try book(
            "alert: Bad, when: 'xid class R,B,H,S', mark: fault, family: xid, labels: {severity: critical}")
        let hall = BatchHall(gpus: 72, [.xid], book: book)
        func play(_ seconds: Range<Int>) {
            hall.play(seconds) { _, gpu, second in
                gpu != 6 ? 0 : second < 5 ? 0 : second < 10 ? 48 : second < 20 ? 45 : 0
            }
        }
        play(0..<18)
        let alarm = try #require(hall.board.alarms.first)
        #expect(alarm.since <= hall.start + 6_000 && alarm.members[0].words.contains("XID 48"))
        #expect(hall.board.codedGPUs == [6])
        #expect(SymptomTable(hall.store.snapshot, book, coded: hall.board.codedGPUs).gpus[6] == .fault)
        #expect(SymptomTable(hall.store.snapshot, book).gpus[6] == nil)
        play(18..<30)
        #expect(hall.board.alarms.isEmpty && hall.board.resolved.count == 1)
    }

    /// Seven places without anything in common, six of one rule: two alarms, each with its own words, number and key.
    @Test func lonersAreToldByTheirRules() throws {
        let hall = BatchHall(
            gpus: 1_152, [.tempCelsius],
            book: try book(
                "alert: Warm, when: temp_celsius>80, clear: temp_celsius<75, group_by: [tray]",
                "alert: Hot, when: temp_celsius>95, group_by: [tray], labels: {severity: critical}, "
                    + "annotations: {summary: '{{place}}: too hot on {{count}} {{struck}}'}"))
        let warm = Set((0..<7).map { $0 * 150 })
        hall.play(0..<10) { _, gpu, second in
            gpu == 1_100 ? 99 : warm.contains(gpu) ? 83 : 60 + Double((gpu + second) % 3)
        }
        let alarms = hall.board.alarms
        #expect(
            alarms.map(\.name) == ["Hot", "Warm"] && alarms.map(\.memberCount) == [1, 7], "\(alarms.map(\.summary))")
        #expect(Set(alarms.map(\.key)).count == 2 && alarms[0].place == .gpu(1_100))
        #expect(
            alarms[0].summary == "B07/t06/g0: too hot on 1 GPU" || alarms[0].summary.hasSuffix(": too hot on 1 GPU"))
    }

    /// In one rack, one alarm: what the worst rule says is said of its own places.
    @Test func aNumberCountsThoseOfWhomTheRuleHolds() throws {
        let hall = BatchHall(
            gpus: 72, [.tempCelsius],
            book: try book(
                "alert: Warm, when: temp_celsius>80, group_by: [rack]",
                "alert: Hot, when: temp_celsius>95, group_by: [rack], labels: {severity: critical}, "
                    + "annotations: {summary: '{{place}}: too hot on {{count}} of {{total}} {{units}}'}"))
        hall.play(0..<10) { _, gpu, second in gpu < 3 ? 99 : gpu < 40 ? 83 : 60 + Double((gpu + second) % 3) }
        let alarm = try #require(hall.board.alarms.first)
        #expect(hall.board.alarms.count == 1 && alarm.memberCount == 40)
        #expect(alarm.summary == "A01: too hot on 3 of 72 GPUs, and 37 more: Warm")
    }

    /// Who silenced a warning has not heard of the critical that follows it there.
    @Test func aNoteReachesAsFarAsItsSeverity() throws {
        let hall = BatchHall(
            gpus: 72, [.tempCelsius],
            book: try book(
                "alert: Warm, when: temp_celsius>80, group_by: [tray]",
                "alert: Hot, when: temp_celsius>95, group_by: [tray], labels: {severity: critical}"))
        func play(_ seconds: Range<Int>) {
            hall.play(seconds) { _, gpu, second in gpu != 6 ? 60 + Double(second % 3) : second < 10 ? 83 : 99 }
        }
        play(0..<8)
        let warning = try #require(hall.board.alarms.first), spoken = hall.start + 8_000
        func said(_ action: AlertNote.Action, _ severity: Severity?) -> AlertNotebook {
            AlertNotebook([
                AlertNote(
                    time: spoken, author: "ann", action: action, key: warning.key,
                    until: action == .mute ? spoken + 3_600_000 : nil, severity: severity)
            ])
        }
        #expect(warning.severity == .warning && said(.mute, .warning).mute(of: warning, at: spoken + 1) != nil)
        play(8..<20)
        let critical = try #require(hall.board.alarms.first)
        #expect(critical.severity == .critical && critical.number == warning.number)
        #expect(said(.mute, .warning).mute(of: critical, at: spoken + 9_000) == nil)
        #expect(said(.acknowledge, .warning).acknowledgement(of: critical) == nil)
        #expect(said(.mute, .critical).mute(of: critical, at: spoken + 9_000) != nil)
        #expect(said(.acknowledge, nil).acknowledgement(of: critical) != nil)
    }

    /// A deviation has no unit, a flag no resolution.
    @Test func scoresAreNoMeasures() throws {
        let hall = BatchHall(
            gpus: 72, [.gpuUtil, .smClockHertz],
            book: try book(
                "alert: Odd, when: gpu_util>4, take: deviation, window: 10s, peers: rack",
                "alert: Moved, when: sm_clock_hertz=1, take: changed, window: 10s"))
        hall.play(0..<20) { metric, gpu, second in
            metric == .gpuUtil
                ? (gpu == 6 ? 1 : 0.5 + Double((gpu * 7 + second) % 10) / 100)
                : gpu == 9 ? 1e9 + Double(second) * 1e7 : 2e9
        }
        #expect(
            Set(hall.board.alarms.flatMap { $0.members.map(\.place) }) == [.gpu(6), .gpu(9)], "\(hall.board.alarms)")
        #expect(try faults("{alert: A, when: power_watts<-8W, take: deviation}")[0].contains("it has no unit"))
    }

    @Test func aChoiceBetweenMetricsNamesNone() throws {
        let book = try book(
            "alert: Either, when: temp_celsius>85 | power_watts>1500", "alert: One, when: temp>85 | temp<1")
        #expect(book.rule(named: "Either")?.valueMetric == nil)
        #expect(book.rule(named: "One")?.valueMetric == .tempCelsius)
    }

    @Test func aConditionThatIsNoTextIsRefused() throws {
        #expect(
            try faults("{alert: A, when: temp>85, clear: [temp<80]}")[0].contains("clear is a condition in one text"))
    }

    /// 3,600 an hour: never more than that, whenever one looks.
    @Test func aRateLooksBackNoFurtherThanItsWindow() throws {
        let hall = BatchHall(
            gpus: 72, [.pcieReplays], book: try book("alert: Many, when: pcie_replays>3610, take: rate, window: 2m"))
        hall.play(0..<600, each: { #expect($0.alarms.isEmpty) }) { _, gpu, second in
            gpu == 6 ? Double(second) : 0
        }
    }
}
