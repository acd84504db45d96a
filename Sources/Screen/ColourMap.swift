// Maps from heat to colour that even eyes and even steps go together in: none of them holds the red and amber of states.

/// A choice of heat map. Marks lie on their own ground, so a bright map takes nothing from them.
public enum ColourMap: String, CaseIterable, Sendable {
    /// The theme's own: dim, so that faults are loud.
    case calm
    case viridis, cividis, mako, grey

    /// Control points, coldest first; nil for the theme's own.
    /// Sources: matplotlib (viridis: van der Walt, Smith; cividis: Nuñez, Anderton, Renslow), seaborn (mako).
    public var points: [RGB]? {
        let hex: [UInt32]
        switch self {
        case .calm: return nil
        case .viridis:
            hex = [0x440154, 0x482878, 0x3E4989, 0x31688E, 0x26828E, 0x1F9E89, 0x35B779, 0x6ECE58, 0xB5DE2B, 0xFDE725]
        case .cividis:
            hex = [0x00204D, 0x00336F, 0x39486B, 0x575C6D, 0x707173, 0x8A8779, 0xA69D75, 0xC4B56C, 0xE4CF5B, 0xFFEA46]
        case .mako: hex = [0x0B0405, 0x2E1E3C, 0x413D7B, 0x37659E, 0x348FA7, 0x40B7AD, 0x8BDAB2, 0xDEF5E5]
        case .grey: hex = [0x1C1C1C, 0x3A3A3A, 0x5A5A5A, 0x7C7C7C, 0x9E9E9E, 0xC2C2C2, 0xE6E6E6]
        }
        return hex.map { RGB($0) }
    }

    /// Colours of level 0 to 255 between control points.
    static func spread(_ points: [RGB]) -> [RGB] {
        (0...255).map { level in
            let place = Double(level) / 255 * Double(points.count - 1)
            let index = min(Int(place), points.count - 2)
            return points[index].mixed(with: points[index + 1], place - Double(index))
        }
    }
}
