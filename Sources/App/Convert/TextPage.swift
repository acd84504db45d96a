// One scrape inside recorded text: when, of whom, and where its bytes are.

/// A page to be played.
struct TextPage {
    let timeMs: Int64
    /// What tells targets apart: the `instance` label, else the file.
    let source: String
    let file: Int
    /// Bytes of the file, if they stand together; else `own` has them.
    let range: Range<Int>
    let own: [UInt8]?
}
