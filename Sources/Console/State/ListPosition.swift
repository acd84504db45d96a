// Where a view's list stands: kept per view, so that coming back finds it as it was left.

/// Line, scroll and order of one view's list.
public struct ListPosition: Hashable, Sendable {
    /// The selected line.
    public var line = 0
    /// First line shown, where a view scrolls by itself.
    public var scroll = 0
    /// The chosen column, by its number in the view.
    public var column = 0
    /// The column that the list is sorted by; nil is the view's own order.
    public var sortColumn: Int?
    /// Against the order that the column, or without one the view, has by itself.
    public var isReversed = false

    /// The top of a list in the view's own order.
    public init() {}
}
