// Texts by number: what a recording says once and then refers to. Bounded; what comes after the limit is one text that says so.

/// A growing list of distinct texts. Number 0 is "nothing".
struct Words {
    static let limit = 1 << 20
    static let overflow = "(too many different texts)"

    private(set) var texts: [String] = []
    private var numbers: [String: Int64] = [:]
    /// Texts before this one are in the recording already.
    private(set) var saved = 0

    init() {}

    /// The words of a recording, in order.
    init(saved texts: [String]) {
        self.texts = texts
        for (index, text) in texts.enumerated() { numbers[text] = Int64(index + 1) }
        saved = texts.count
    }

    /// Takes words that the recording gained since.
    mutating func append(saved more: [String]) {
        for text in more {
            texts.append(text)
            numbers[text] = Int64(texts.count)
        }
        saved = texts.count
    }

    /// - Returns: 1 and up; 0 for nil.
    mutating func number(_ text: String?) -> Int64 {
        guard let text else { return 0 }
        if let known = numbers[text] { return known }
        let word = texts.count < Self.limit ? text : Self.overflow
        if let known = numbers[word] { return known }
        texts.append(word)
        numbers[word] = Int64(texts.count)
        return Int64(texts.count)
    }

    subscript(number: Int64) -> String? {
        number > 0 && number <= Int64(texts.count) ? texts[Int(number) - 1] : nil
    }

    /// Texts that the recording has not seen yet, with the number of the first.
    mutating func takeNew() -> (first: Int, texts: ArraySlice<String>) {
        defer { saved = texts.count }
        return (saved + 1, texts[saved...])
    }
}
