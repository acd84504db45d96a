// What to know of an import of text: what was lost, and what was taken otherwise than it stands there.

/// In sentences.
struct TextReport {
    /// What is left out; a script must see that from the exit code.
    var losses: [String] = []
    /// What is all there, and has a doubt.
    var notes: [String] = []

    var sentences: [String] { losses + notes }
}
