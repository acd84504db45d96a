// What a label block says, found out without taking it apart. It holds only for the page and the place on it that it was found for.

/// A block's text and place.
struct KnownBlock {
    /// The labels in their one spelling.
    let text: String
    let place: SeriesResolver.Place
    /// It names no link and no instance of a GPU. False: perhaps it does.
    let hasNoParts: Bool
}
