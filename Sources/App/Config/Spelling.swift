// How far two words are apart, to guess what was meant. For error messages only.

enum Spelling {
    /// Letters to change, add or leave out; bounded by cutting long words.
    static func distance(_ left: String, _ right: String) -> Int {
        let left = Array(left.utf8.prefix(64)), right = Array(right.utf8.prefix(64))
        var row = Array(0...right.count)
        for (i, a) in left.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, b) in right.enumerated() {
                let change = diagonal + (a == b ? 0 : 1)
                diagonal = row[j + 1]
                row[j + 1] = min(change, row[j] + 1, row[j + 1] + 1)
            }
        }
        return row[right.count]
    }
}
