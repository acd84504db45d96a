// A line being typed at the bottom of the screen: text, cursor, history, completion. It knows no command.

/// The command line or the filter line.
public struct Prompt: Hashable, Sendable {
    /// Its raw value is the sign before the line.
    public enum Kind: String, Hashable, Sendable { case command = ":", filter = "/" }

    static let lengthLimit = 400

    /// Which line it is: commands and filters keep histories of their own.
    public let kind: Kind
    /// The text, 400 scalars at most.
    public private(set) var scalars: [Unicode.Scalar] = []
    /// Scalars before the cursor.
    public private(set) var cursor = 0
    /// It holds what is in force, and nothing was typed yet: the first letter begins a new line.
    public internal(set) var isUntouched = false
    /// What is wrong with the text, with its column.
    public var mistake: String?
    /// What Tab offers, and which of it stands in the text now.
    public private(set) var offers: [String] = []
    /// Index into `offers`; nil while none was taken.
    public private(set) var offer: Int?
    /// The text as it was before Tab or the history changed it.
    private var draft: [Unicode.Scalar] = []
    private var past: Int?

    /// The cursor stands behind the text.
    public init(_ kind: Kind, text: String = "") {
        self.kind = kind
        set(text)
    }

    /// The whole line, without the sign before it.
    public var text: String { String(String.UnicodeScalarView(scalars)) }

    /// What stands before the cursor, which completion goes by.
    public var head: String { String(String.UnicodeScalarView(scalars[..<cursor])) }

    /// Replaces the line, cut to 400 scalars, and puts the cursor behind it.
    public mutating func set(_ text: String) {
        scalars = Array(text.unicodeScalars.prefix(Self.lengthLimit))
        cursor = scalars.count
    }

    /// At the cursor; a full line takes nothing more.
    public mutating func insert(_ scalar: Unicode.Scalar) {
        endOffer()
        guard scalars.count < Self.lengthLimit else { return }
        scalars.insert(scalar, at: cursor)
        cursor += 1
    }

    /// The scalar before the cursor, if there is one.
    public mutating func deleteBackward() {
        endOffer()
        guard cursor > 0 else { return }
        cursor -= 1
        scalars.remove(at: cursor)
    }

    /// The scalar at the cursor, if there is one.
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

    /// All before the cursor.
    public mutating func deleteToStart() {
        endOffer()
        scalars.removeFirst(cursor)
        cursor = 0
    }

    /// - Parameter position: scalars before the cursor, brought into the line.
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
