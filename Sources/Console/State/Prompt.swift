// A line being typed at the bottom of the screen: text, cursor, history, completion. It knows no command.

/// The command line or the filter line.
public struct Prompt: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable { case command = ":", filter = "/" }

    static let lengthLimit = 400

    public let kind: Kind
    public private(set) var scalars: [Unicode.Scalar] = []
    /// Scalars before the cursor.
    public private(set) var cursor = 0
    /// What is wrong with the text, with its column.
    public var mistake: String?
    /// What Tab offers, and which of it stands in the text now.
    public private(set) var offers: [String] = []
    public private(set) var offer: Int?
    /// The text as it was before Tab or the history changed it.
    private var draft: [Unicode.Scalar] = []
    private var past: Int?

    public init(_ kind: Kind, text: String = "") {
        self.kind = kind
        set(text)
    }

    public var text: String { String(String.UnicodeScalarView(scalars)) }

    /// What stands before the cursor, which completion goes by.
    public var head: String { String(String.UnicodeScalarView(scalars[..<cursor])) }

    public mutating func set(_ text: String) {
        scalars = Array(text.unicodeScalars.prefix(Self.lengthLimit))
        cursor = scalars.count
    }

    public mutating func insert(_ scalar: Unicode.Scalar) {
        endOffer()
        guard scalars.count < Self.lengthLimit else { return }
        scalars.insert(scalar, at: cursor)
        cursor += 1
    }

    public mutating func deleteBackward() {
        endOffer()
        guard cursor > 0 else { return }
        cursor -= 1
        scalars.remove(at: cursor)
    }

    public mutating func deleteForward() {
        endOffer()
        if cursor < scalars.count { scalars.remove(at: cursor) }
    }

    /// Back to the beginning of the word.
    public mutating func deleteWord() {
        endOffer()
        while cursor > 0, scalars[cursor - 1] == " " { deleteBackward() }
        while cursor > 0, scalars[cursor - 1] != " " { deleteBackward() }
    }

    public mutating func deleteToStart() {
        endOffer()
        scalars.removeFirst(cursor)
        cursor = 0
    }

    public mutating func move(to position: Int) {
        endOffer()
        cursor = max(0, min(scalars.count, position))
    }

    /// The line before or after in `lines` (newest last); past the newest comes what was being typed.
    public mutating func recall(_ step: Int, from lines: [String]) {
        guard !lines.isEmpty else { return }
        if past == nil { draft = scalars }
        let place = max(0, min(lines.count, (past ?? lines.count) + step))
        past = place == lines.count ? nil : place
        set(place == lines.count ? String(String.UnicodeScalarView(draft)) : lines[place])
    }

    /// Puts the next of the offers in place of the word being typed.
    ///
    /// - Parameter make: the offers for a head, each as the whole head it would become.
    public mutating func complete(_ step: Int, _ make: (String) -> [String]) {
        if offer == nil {
            offers = make(head)
            guard !offers.isEmpty else { return }
            draft = Array(scalars[cursor...])
        }
        let count = offers.count
        let next = ((offer ?? (step > 0 ? -1 : count)) + step + count) % count
        offer = next
        let head = Array(offers[next].unicodeScalars)
        scalars = Array((head + draft).prefix(Self.lengthLimit))
        cursor = min(head.count, scalars.count)
    }

    private mutating func endOffer() {
        offers = []
        offer = nil
        past = nil
        mistake = nil
    }
}
