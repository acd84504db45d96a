// The rules themselves, over lines of text, so that they can be tried on planted offenders.

import Foundation

enum TidyRules {
    /// Functions longer than `limit` lines, as `line: length`. A brace counter: strings with unbalanced braces would fool it.
    static func longFunctions(_ lines: [String], limit: Int) -> [(line: Int, length: Int)] {
        var found: [(Int, Int)] = []
        var index = 0
        while index < lines.count {
            if lines[index].hasAny("func", "init", "subscript"),
                lines[index].firstMatch(of: #/(^|\s)(func\s|init[?(<]|subscript\()/#) != nil,
                !lines[index].trimmed.hasPrefix("//")
            {
                var depth = 0, opened = false, end = index
                scan: while end < lines.count {
                    for character in code(lines[end]) {
                        if character == "{" { depth += 1; opened = true }
                        if character == "}" { depth -= 1 }
                    }
                    if opened, depth <= 0 { break scan }
                    if !opened, end > index + 12 { break scan }
                    end += 1
                }
                if opened, end - index + 1 > limit { found.append((index + 1, end - index + 1)) }
            }
            index += 1
        }
        return found
    }

    /// A line without its comment and its string literals.
    static func code(_ line: String) -> String {
        var text = !line.hasAny("\"") ? line : line.replacing(#/"(?:[^"\\]|\\.)*"/#, with: "")
        if let comment = text.range(of: "//") { text = String(text[..<comment.lowerBound]) }
        return text
    }

    /// Names of types declared at the top level.
    static func topLevelTypes(_ lines: [String]) -> [String] {
        lines.compactMap { line in
            guard let first = line.utf8.first, first != UInt8(ascii: " "), first != UInt8(ascii: "/") else {
                return nil
            }
            return line.firstMatch(
                of:
                    #/^(?:public |package |internal |private |fileprivate |final |indirect |@main )*(?:struct|class|enum|protocol|actor) (\w+)/#
            ).flatMap { line.contains("private ") ? nil : String($0.1) }
        }
    }

    /// Comment lines set off by three blanks, as drawings are, before the first code of a file.
    static func pictureLines(_ lines: [String]) -> Int {
        lines.prefix { $0.hasPrefix("//") || $0.hasPrefix("import ") || $0.isEmpty }.count { $0.hasPrefix("//   ") }
    }

    static func imports(_ lines: [String]) -> [String] {
        lines.filter { $0.hasPrefix("import ") || $0.hasPrefix("@testable ") }.compactMap {
            $0.firstMatch(of: #/^(?:@testable )?import (?:struct |class |func )?(\w+)/#).map { String($0.1) }
        }
    }

    static func globalVariables(_ lines: [String]) -> [Int] {
        lines.indices.filter {
            !lines[$0].hasPrefix(" ") && lines[$0].hasAny("var ")
                && lines[$0].firstMatch(of: #/^(?:public |private |fileprivate |nonisolated\(unsafe\) )*var /#) != nil
        }.map { $0 + 1 }
    }

    static func unsafeUses(_ lines: [String]) -> [Int] {
        lines.indices.filter {
            lines[$0].hasAny("nsafe")
                && code(lines[$0]).firstMatch(of: #/Unsafe\w*(?:Pointer|Buffer)|withUnsafe/#) != nil
        }.map {
            $0 + 1
        }
    }

    static func clockReads(_ lines: [String]) -> [Int] {
        lines.indices.filter {
            lines[$0].hasAny("clock", "Clock", "gettimeofday", "Date()", "Deadline", "time(nil")
                && code(lines[$0]).firstMatch(
                    of:
                        #/clock_gettime|gettimeofday|ContinuousClock|SuspendingClock|\bDate\(\)|NIODeadline\.now|\btime\(nil/#
                ) != nil
        }.map { $0 + 1 }
    }
}

extension String {
    var trimmed: String { trimmingCharacters(in: .whitespaces) }

    /// Cheaper by far than an expression that few lines match.
    func hasAny(_ words: String...) -> Bool { words.contains { range(of: $0, options: .literal) != nil } }
}
