// How far a mistyped word is from a known one: Levenshtein's distance, for suggestions only.

enum EditDistance {
    static func between(_ one: String, _ other: String) -> Int {
        let left = Array(one.prefix(64).unicodeScalars), right = Array(other.prefix(64).unicodeScalars)
        var row = Array(0...right.count)
        for (index, scalar) in left.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for column in right.indices {
                let replaced = diagonal + (scalar == right[column] ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(replaced, min(row[column], row[column + 1]) + 1)
            }
        }
        return row[right.count]
    }
}
