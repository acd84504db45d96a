// A colour by meaning: a role of the theme, or a level of a heat map. Themes turn inks into colours.

/// Sixteen bits: 0...255 a role, 256...511 the heat level 0...255, the rest unused.
public struct Ink: Hashable, Sendable {
    public let code: UInt16

    @inlinable public init(code: UInt16) { self.code = code }

    @inlinable public static func role(_ role: Role) -> Ink { Ink(code: UInt16(role.rawValue)) }

    /// - Parameter level: 0 coldest, 255 hottest. Terminals draw fewer steps; the exact level stays in the cell.
    @inlinable public static func heat(_ level: UInt8) -> Ink { Ink(code: 256 + UInt16(level)) }

    /// The heat level, nil for a role.
    @inlinable public var heatLevel: UInt8? { code >= 256 ? UInt8(truncatingIfNeeded: code - 256) : nil }

    /// The role, nil for heat.
    @inlinable public var role: Role? { code < 256 ? Role(rawValue: UInt8(code)) : nil }
}
