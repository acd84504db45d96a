// `vigie doctor`: what terminal, locale, colours, limits and configuration allow, and what to change. It changes nothing.

import Console
import Foundation
import Glibc
import Screen
import Terminal

/// Looks at everything once.
public struct Doctor {
    /// One line of the answer.
    public struct Finding: Sendable {
        /// `warn` works with less, `bad` does not work.
        public enum Grade: String, Sendable { case ok, warn, bad }

        /// How good it is.
        public let grade: Grade
        /// What was looked at, in a word or two.
        public let topic: String
        /// What was found.
        public let words: String
        /// What to do about it; empty if nothing.
        public var mend = ""
    }

    /// Open files that a hall of 6,900 pages wants.
    static let wantedFiles = 8_192

    /// In the order of looking: terminal, colours, locale, hops, limits, configuration, themes.
    public let findings: [Finding]
    /// Whether anything does not work at all: exit code 1.
    public var isBad: Bool { findings.contains { $0.grade == .bad } }

    /// - Parameters:
    ///   - directory: a folder of themes to look at first.
    ///   - config: the configuration that `--config` would name; nil looks where it is looked for.
    public init(themesDirectory directory: String?, config: String? = nil) throws(UserError) {
        let report = TerminalReport.look()
        let environment = ProcessInfo.processInfo.environment
        findings =
            Self.terminal(report) + Self.colours(report, environment) + Self.locale(report)
            + Self.hops(environment) + Self.limits() + Self.configuration(config, environment)
            + (try Self.themes(directory))
    }

    private static func terminal(_ report: TerminalReport) -> [Finding] {
        var findings: [Finding] = []
        if report.isInputTerminal && report.isOutputTerminal {
            findings.append(Finding(grade: .ok, topic: "terminal", words: "standard input and output are a terminal"))
        } else {
            findings.append(
                Finding(
                    grade: .warn, topic: "terminal", words: "standard input or output is no terminal",
                    mend: "live screens need one; use --plain for lines, `vigie snapshot` for one frame"))
        }
        switch (report.type, report.isKnown) {
        case (nil, _):
            findings.append(
                Finding(grade: .bad, topic: "TERM", words: "is not set", mend: "export TERM=xterm-256color"))
        case (let type?, false):
            findings.append(
                Finding(
                    grade: .bad, topic: "TERM", words: "\(Self.safe(type)) is unknown here",
                    mend: "install ncurses-term, or export TERM=xterm-256color"))
        case (let type?, true):
            let grade: Finding.Grade = report.placesCursor ? .ok : .bad
            findings.append(
                Finding(
                    grade: grade, topic: "TERM",
                    words: Self.safe(type) + (report.placesCursor ? "" : " can not place its cursor"),
                    mend: report.placesCursor ? "" : "use --plain, or another terminal"))
        }
        if let size = report.size {
            let words = "\(size.width)x\(size.height)"
            let small = size.width < 80 || size.height < 24
            findings.append(
                Finding(
                    grade: small ? .warn : .ok, topic: "size", words: words,
                    mend: small ? "80x24 shows every view; below it vigie says the worst things in words" : ""))
        }
        return findings
    }

    private static func colours(_ report: TerminalReport, _ environment: [String: String]) -> [Finding] {
        if environment["NO_COLOR"]?.isEmpty == false {
            return [
                Finding(
                    grade: .ok, topic: "colours",
                    words: "none, as NO_COLOR asks: heat as glyphs, marks in reverse video",
                    mend: "--colors truecolor overrules it")
            ]
        }
        switch report.depth {
        case .truecolor: return [Finding(grade: .ok, topic: "colours", words: "24 bits, as COLORTERM promises")]
        case .c256:
            return [
                Finding(
                    grade: .ok, topic: "colours", words: "256",
                    mend:
                        "if the terminal can do 24 bits: export COLORTERM=truecolor, or --colors truecolor; ssh drops it"
                )
            ]
        case .c16, .mono:
            let words = report.depth == .c16 ? "\(report.colours)" : "none"
            return [
                Finding(
                    grade: .warn, topic: "colours", words: words + ": heat is drawn as glyphs",
                    mend: "export TERM=xterm-256color if the terminal can do more")
            ]
        }
    }

    private static func locale(_ report: TerminalReport) -> [Finding] {
        report.isUTF8
            ? [Finding(grade: .ok, topic: "locale", words: "UTF-8")]
            : [
                Finding(
                    grade: .warn, topic: "locale", words: "\(safe(report.codeset)): ASCII glyphs, half the resolution",
                    mend: "export LC_ALL=C.UTF-8")
            ]
    }

    /// What stands between us and the eyes.
    private static func hops(_ environment: [String: String]) -> [Finding] {
        var findings: [Finding] = []
        if environment["TMUX"] != nil {
            findings.append(
                Finding(
                    grade: .ok, topic: "tmux", words: "colours pass only as the outer terminal is known to it",
                    mend: "set -as terminal-features ',*:RGB' and set -s set-clipboard on in tmux.conf"))
        }
        if environment["STY"] != nil {
            findings.append(
                Finding(grade: .warn, topic: "screen", words: "GNU screen passes 256 colours", mend: "--colors 256"))
        }
        if environment["SSH_CONNECTION"] != nil {
            findings.append(
                Finding(
                    grade: .ok, topic: "ssh", words: "over ssh",
                    mend: "thin line: --slow-link --max-rate 10k; D shows what is sent"))
        }
        return findings
    }

    private static func limits() -> [Finding] {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return [] }
        let hard = limit.rlim_max > 1_000_000_000 ? 1_000_000_000 : Int(limit.rlim_max)
        if hard >= wantedFiles {
            return [Finding(grade: .ok, topic: "open files", words: "\(Figures.count(hard)) allowed")]
        }
        return [
            Finding(
                grade: .warn, topic: "open files", words: "\(Figures.count(hard)) allowed, one per target is needed",
                mend: "ulimit -Hn \(wantedFiles), or LimitNOFILE=\(wantedFiles) in the service")
        ]
    }

    private static func configuration(_ named: String?, _ environment: [String: String]) -> [Finding] {
        guard let found = ConfigLocation.find(named, environment: environment) else {
            let place = ConfigLocation.candidates(environment).first ?? "vigie.yml"
            return [
                Finding(
                    grade: .ok, topic: "configuration", words: "none found; `vigie` alone shows the demo hall",
                    mend: "write \(safe(place)), or name one with --config")
            ]
        }
        // Read as `watch` would: what stops that is to be known here.
        let (_, errors, code) = ConfigCheck.run([found], json: false)
        guard code == 0 else {
            return [
                Finding(
                    grade: .bad, topic: "configuration", words: safe(errors.first ?? found),
                    mend: "vigie check config \(safe(found))")
            ]
        }
        let warnings = errors.isEmpty ? "" : ", \(Figures.counted(errors.count, "warning"))"
        return [
            Finding(
                grade: errors.isEmpty ? .ok : .warn, topic: "configuration", words: safe(found) + warnings,
                mend: errors.isEmpty ? "" : "vigie check config \(safe(found))")
        ]
    }

    private static func themes(_ directory: String?) throws(UserError) -> [Finding] {
        let library = try ThemeLibrary(directory: directory)
        var findings = [
            Finding(grade: .ok, topic: "themes", words: library.names.joined(separator: ", "), mend: "")
        ]
        findings += library.problems.map {
            Finding(grade: .warn, topic: "theme", words: safe($0), mend: "mend the file")
        }
        for theme in library.themes {
            for words in ThemeAudit(theme).findings.prefix(3) {
                findings.append(Finding(grade: .warn, topic: "theme", words: "\(safe(theme.name)): \(words)"))
            }
        }
        return findings
    }

    private static func safe(_ text: String) -> String {
        String(String.UnicodeScalarView(Sanitiser.columns(of: text)))
    }
}

extension Doctor {
    /// Lines for people.
    public var text: String {
        let width = findings.map(\.topic.count).max() ?? 0
        return findings.map { finding in
            let pad = String(repeating: " ", count: width - finding.topic.count)
            let grade = finding.grade.rawValue + (finding.grade == .ok ? "  " : finding.grade == .bad ? " " : "")
            let line = "\(grade) \(finding.topic)\(pad)  \(finding.words)\n"
            return line
                + (finding.mend.isEmpty ? "" : "     \(String(repeating: " ", count: width))  → \(finding.mend)\n")
        }.joined()
    }

    /// A list of objects with `grade topic words mend`.
    public var json: String {
        let list = findings.map {
            ["grade": $0.grade.rawValue, "topic": $0.topic, "words": $0.words, "mend": $0.mend]
        }
        let options: JSONSerialization.WritingOptions = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        guard let data = try? JSONSerialization.data(withJSONObject: list, options: options) else { return "[]\n" }
        return String(decoding: data, as: UTF8.self) + "\n"
    }
}
