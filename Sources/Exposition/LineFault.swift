// Why one line of a page could not be read.

/// A bad line: where, and what is wrong with it.
public struct LineFault: Hashable, Sendable {
    /// 1 based.
    public let line: Int
    /// 1 based, in bytes.
    public let column: Int
    /// What was expected there.
    public let reason: Reason

    public init(line: Int, column: Int, reason: Reason) {
        self.line = line
        self.column = column
        self.reason = reason
    }

    /// `line 7, column 12: no number here`
    public var text: String { "line \(line), column \(column): \(reason.rawValue)" }
}

extension LineFault {
    /// What is wrong, in words that say what was expected.
    public enum Reason: String, Sendable, CaseIterable {
        case name = "no metric name here"
        case label = "label name expected"
        case equals = "'=' expected after the label name"
        case quote = "label value must be quoted"
        case unterminated = "label value not terminated"
        case separator = "',' or '}' expected"
        case duplicate = "label name used twice"
        case encoding = "not valid UTF-8"
        case value = "no number here"
        case range = "number beyond the range of a 64 bit float"
        case timestamp = "timestamp is not a whole number"
        case trailing = "text after the timestamp"
        case control = "NUL byte"
        case labelCount = "too many labels"
        case labelName = "label name too long"
        case labelValue = "label value too long"
        case lineLength = "line too long"
        // OpenMetrics
        case samples = "too many samples"
        case blankLine = "blank line"
        case missingEOF = "the page must end with '# EOF'"
        case afterEOF = "text after '# EOF'"
        case lineEnd = "line must end in a line feed alone"
        case metadata = "'# TYPE', '# HELP', '# UNIT' or '# EOF' expected"
        case metadataText = "metadata needs a name, one blank and its text"
        case escape = "backslash without a character after it"
        case type = "unknown metric type"
        case repeatedMetadata = "second metadata line of this kind for the family"
        case metadataAfterSamples = "metadata after the family's samples"
        case unit = "the unit must be the end of the family's name"
        case unitOfInfo = "info and stateset have no unit"
        case clash = "name clashes with an earlier family"
        case space = "exactly one blank expected"
        case realTimestamp = "timestamp is not a plain number of seconds"
        case interleaved = "metric continues after another one began"
        case mixedTimestamps = "points of a metric with and without timestamp"
        case backwards = "timestamp before the one above"
        case repeatedSeries = "series twice without timestamps"
        case counterValue = "counter must be finite and not negative"
        case countValue = "count must be a whole number, not negative"
        case sumValue = "sum must not be negative or NaN"
        case infoValue = "info must have the value 1"
        case stateValue = "state must be 0 or 1"
        case quantileValue = "quantile value must not be negative"
        case createdValue = "creation time must be a finite number"
        case stateLabel = "stateset needs a label with the family's name"
        case le = "bucket needs a label le with a number, infinity written +Inf"
        case quantile = "quantile must be a number from 0 to 1"
        case bucketOrder = "bucket bounds must ascend"
        case bucketValues = "bucket values must not descend"
        case bucketInfinity = "histogram without a bucket le=\"+Inf\""
        case bucketCount = "count differs from the bucket le=\"+Inf\""
        case sumWithoutCount = "sum and count must come together"
        case sumOfNegative = "no sum beside negative buckets"
        case exemplarPlace = "only buckets and counter totals have exemplars"
        case exemplar = "exemplar must be ' # {labels} value [timestamp]'"
        case exemplarLength = "exemplar labels longer than 128 characters"
        case exemplarRange = "exemplar lies above its bucket"
    }
}
