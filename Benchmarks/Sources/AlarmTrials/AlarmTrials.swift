// What alarms are worth over many seeds, whole pages but for the large jobs: one cause as few alarms, the slow GPU of a large job, a day without faults, storms.
// Exit code 1 if a target is missed. Run: swift run -c release --package-path Benchmarks AlarmTrials causes|slow|healthy|day|storms|marks [N] [SCENARIO]

import Alerting
import App
import Console
import Dispatch
import Foundation
import Simulator
import Telemetry
import Trials

@main
struct AlarmTrials {
    /// GPUs of halls in which a group of racks is struck, of a job that dies, and of one that has a straggler.
    static let hallGPUs = 3_456, dyingGPUs = 4_096, jobGPUs = 8_192

    static func main() {
        let words = Array(CommandLine.arguments.dropFirst())
        let seeds = words.count > 1 ? UInt64(words[1]) ?? 50 : 50
        let isGood: Bool
        switch words.first {
        case "causes": isGood = causes(seeds, words.count > 2 ? Scenario(rawValue: words[2]) : nil)
        case "slow": isGood = slow(seeds)
        case "healthy": isGood = healthy(seeds)
        case "day": isGood = day(hours: words.count > 1 ? Int(words[1]) ?? 24 : 24)
        case "storms": isGood = storms()
        case "marks": isGood = marks()
        default:
            print(
                "AlarmTrials causes [SEEDS] [SCENARIO] | slow [SEEDS] | healthy [SEEDS] | day [HOURS] | storms | marks")
            isGood = false
        }
        exit(isGood ? 0 : 1)
    }

    private static func say(_ words: String) {
        FileHandle.standardOutput.write(Data((words + "\n").utf8))
    }

    private static func options(_ gpus: Int, _ seed: UInt64, _ scenario: Scenario) -> DemoOptions {
        var options = DemoOptions()
        options.gpus = gpus
        options.seed = seed
        options.scenario = scenario
        return options
    }

    /// At most two alarms, and the right one first in nine of ten seeds.
    private static func causes(_ seeds: UInt64, _ only: Scenario?) -> Bool {
        var isGood = true
        for trial in CauseTrial.all where only == nil || trial.scenario == only {
            var right = 0, few = 0, most = 0
            for seed in 1...seeds {
                let isJob = trial.scenario == .jobDeath
                var options = Self.options(isJob ? dyingGPUs : hallGPUs, seed, trial.scenario)
                options.isOneJob = isJob
                let play = Play(options)
                var peak = 0, crowd = ""
                play.go(trial.seconds) { board in
                    let verdict = trial.judge(board, play.hall)
                    if verdict.alarms > peak { (peak, crowd) = (verdict.alarms, verdict.listing) }
                }
                let verdict = trial.judge(play.board, play.hall)
                right += verdict.isRight ? 1 : 0
                few += verdict.isFew ? 1 : 0
                most = max(most, peak)
                if !verdict.isRight || !verdict.isFew {
                    say("  \(trial.scenario.rawValue) seed \(seed): \(verdict.listing)")
                }
                if peak > CauseTrial.mostAlarms {
                    say("  \(trial.scenario.rawValue) seed \(seed), on the way: \(crowd)")
                }
            }
            say(
                "\(trial.scenario.rawValue): right first \(right), one or two alarms \(few) of \(seeds) seeds; most at once \(most)"
            )
            isGood = isGood && Double(right) >= CauseTrial.leastRight * Double(seeds) && few == seeds
        }
        return isGood
    }

    /// The slow one is among the first three after five windows, and its alarm fires.
    private static func slow(_ seeds: UInt64) -> Bool {
        var top = 0, alarmed = 0
        for seed in 1...seeds {
            let play = SampleFeed(gpus: jobGPUs, seed: seed, scenario: .slowGPU, isOneJob: true)
            play.play(0..<375)
            guard case .gpu(let slow)? = play.hall.faults.first?.place else { continue }
            let place = play.engine.stragglers.firstIndex { $0.gpu == slow }
            top += place.map { $0 < 3 } ?? false ? 1 : 0
            let speaks = play.board.alarms.contains {
                $0.family == .speed && $0.members.contains { $0.place == .gpu(slow) }
            }
            alarmed += speaks ? 1 : 0
            if !speaks || place != 0 {
                say("  seed \(seed): place \(place.map { "\($0 + 1)" } ?? "none"), alarm \(speaks)")
            }
        }
        say("slow GPU among \(jobGPUs): in the first three \(top), alarmed \(alarmed) of \(seeds) seeds")
        return Double(top) >= 0.95 * Double(seeds)
    }

    /// Nobody is called slow.
    private static func healthy(_ seeds: UInt64) -> Bool {
        var quiet = 0
        let standard = RuleFiles.standard
        let book = RuleBook(
            rules: standard.rules.filter { $0.family == .speed }, xids: standard.xids, stragglers: standard.stragglers)
        for seed in 1...seeds {
            let play = SampleFeed(gpus: jobGPUs, seed: seed, scenario: .none, book: book, isOneJob: true)
            var named = ""
            play.play(0..<375) { board in if let first = board.alarms.first { named = first.summary } }
            quiet += named.isEmpty ? 1 : 0
            if !named.isEmpty { say("  seed \(seed): \(named)") }
        }
        say("healthy job of \(jobGPUs): nobody named in \(quiet) of \(seeds) seeds")
        return Double(quiet) >= 0.99 * Double(seeds)
    }

    /// No alarm in a day without faults.
    private static func day(hours: Int) -> Bool {
        var spoken: [String: Int] = [:]
        // Twelve racks hold a rack of every kind of work and two that are idle.
        let play = Play(Self.options(864, 7, .none))
        for hour in 1...max(1, hours) {
            play.go(3_600) { board in
                for alarm in board.alarms {
                    spoken["\(alarm.name) \(alarm.placeName): \(alarm.summary)", default: 0] += 1
                }
            }
            say("  hour \(hour): \(spoken.count) different alarms so far")
        }
        for (alarm, count) in spoken.sorted(by: { $0.value > $1.value }).prefix(50) { say("  \(count) s: \(alarm)") }
        say("\(hours) h of 12 racks at 1 Hz without faults: \(spoken.count) false alarms")
        return spoken.isEmpty
    }

    /// A dark hall, a dark row and ten thousand XIDs stay few alarms.
    private static func storms() -> Bool {
        var isGood = true
        for scenario in [Scenario.darkHall, .darkRow, .xidStorm] {
            let play = Play(Self.options(13_800, 5, scenario))
            var most = 0
            play.go(80) { most = max(most, $0.alarms.count) }
            let first = play.board.alarms.first.map { "\($0.name) \($0.placeName) \($0.memberCount)/\($0.memberTotal)" }
            say("\(scenario.rawValue): at most \(most) alarms at once; first \(first ?? "none")")
            isGood = isGood && (1...20).contains(most)
        }
        return isGood
    }

    /// Milliseconds from a fault to its mark on the map and to its alarm, in the full hall.
    private static func marks() -> Bool {
        var isGood = true
        for trial in MarkTrial.all {
            let play = Play(Self.options(13_800, 4, trial.scenario))
            guard let fault = play.hall.faults.first, let rule = RuleFiles.standard.rule(named: trial.rule) else {
                continue
            }
            let begin = fault.begin - play.start
            var marked: Int64?, fired: Int64?
            play.go(Int((begin + trial.windowMs + rule.forMs + MarkTrial.limitMs) / 1_000) + 3) { board in
                let shown = board.moment - play.start + MarkTrial.lagMs
                guard shown > begin else { return }
                let health = Health(play.store.snapshot)
                if marked == nil, fault.trays.contains(where: { health.trayMarks[$0].severity >= .warning }) {
                    marked = shown - begin
                }
                if fired == nil, trial.speaks(on: board) { fired = shown - begin }
            }
            let most = trial.windowMs + MarkTrial.limitMs
            say(
                "\(trial.scenario.rawValue): mark \(marked.map { "\($0)" } ?? "none") of \(most) ms, \(trial.rule) \(fired.map { "\($0)" } ?? "none") of \(most + rule.forMs) ms"
            )
            isGood = isGood && marked ?? .max <= most && fired ?? .max <= most + rule.forMs
        }
        return isGood
    }
}
