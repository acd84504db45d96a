// What a scanner's cursor stands on. Both grammars use it, so that whoever reads pages is written once.

/// One line of a page, as its grammar sees it.
public enum PageLine {
    case sample
    /// Comment, metadata or blank.
    case skipped
    case bad(LineFault)
    /// Behind the last line.
    case end
}
