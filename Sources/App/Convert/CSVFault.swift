// What is wrong with one line of a CSV, and the mend.

/// A line that is left out.
struct CSVFault: Error {
    /// 1 based, in bytes.
    let column: Int
    /// What is wrong, and what to write.
    let reason: String
}
