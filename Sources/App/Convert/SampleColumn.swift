// One series of an export over its window.

/// Times and values beside each other, in order of time.
struct SampleColumn {
    /// `name{labels}`, as it is written.
    let text: String
    var times: [Int64] = []
    var values: [Double] = []
}
