// Words that have to fit: broken into lines between words, or shortened by rule. What is left out is left out whole, and a sign stands for it.

import Screen

enum FittedWords {
    /// Letters that remain of each word of a rule's name.
    static let letters = 4

    /// Lines of at most `width` columns; a word that is longer than a line goes on in the next.
    static func wrap(_ text: String, width: Int) -> [String] {
        let width = max(8, width)
        var lines: [String] = [], line = ""
        for word in text.split(separator: " ") {
            if !line.isEmpty, line.count + word.count + 1 > width {
                lines.append(line)
                line = ""
            }
            line += (line.isEmpty ? "" : " ") + word
            while line.count > width {
                lines.append(String(line.prefix(width)))
                line = String(line.dropFirst(width))
            }
        }
        return lines + (line.isEmpty ? [] : [line])
    }

    /// `A02/t06/g2 unlike …`: as many whole words as there is room for.
    static func cut(_ text: String, width: Int) -> String {
        guard Sanitiser.width(of: text) > width else { return text }
        var out = ""
        for word in text.split(separator: " ") {
            guard out.count + word.count + 3 <= width else { break }
            out += (out.isEmpty ? "" : " ") + word
        }
        return out.isEmpty ? text : out + " …"
    }

    /// `1,905 MHz …` for `1,905 MHz, 2m59s ago` where not even `1,905 MHz, 2m59s` fits: a cut age is another age.
    static func aged(_ text: String, width: Int) -> String {
        guard text.count > width, text.hasSuffix(" ago") else { return text }
        let short = String(text.dropLast(4))
        guard short.count > width, let comma = short.lastIndex(of: ",") else { return short }
        return short[..<comma] + " …"
    }

    /// `ConfCompMixe +2` for `ConfidentialComputingMixed +2`: four letters of each word of a rule's name where the whole does not fit, then the
    /// name without what stands behind it, then fewer letters.
    static func name(_ name: String, _ suffix: String, width: Int) -> String {
        let forms =
            [name + suffix, short(name, letters) + suffix, name] + (1...letters).reversed().map { short(name, $0) }
        return forms.first { $0.count <= width } ?? forms[forms.count - 1]
    }

    /// The first letters of each word: a capital begins one.
    private static func short(_ name: String, _ letters: Int) -> String {
        var run = 0
        return name.filter { letter in
            run = letter.isUppercase ? 1 : run + 1
            return run <= letters
        }
    }

    /// `train-42` for `job train-42` where the whole does not fit.
    static func place(_ name: String, width: Int) -> String {
        name.count > width && name.hasPrefix("job ") ? String(name.dropFirst(4)) : name
    }

    /// As many whole items as fit into `rows` lines, and how many more there are; empty if not even one does.
    ///
    /// - Parameter unlisted: more that have no words.
    static func list(_ items: [String], _ separator: String, unlisted: Int = 0, rows: Int, width: Int) -> [String] {
        guard rows > 0 else { return [] }
        // More than the room has columns for need not be tried: an alarm of a whole row has thousands of members.
        var columns = rows * max(8, width)
        let most = items.prefix { item in
            columns -= item.count
            return columns >= 0
        }.count
        for shown in stride(from: most, through: 1, by: -1) {
            let rest = items.count - shown + max(0, unlisted)
            let more = rest > 0 ? "\(separator)and \(Figures.count(rest)) more" : ""
            let lines = wrap(items.prefix(shown).joined(separator: separator) + more, width: width)
            if lines.count <= rows { return lines }
        }
        return []
    }
}
