// A colour by meaning: a role of the theme, a level of the heat map, or of the map of deviations. Themes turn inks into colours.

/// Sixteen bits: 0...255 a role, 256...511 the heat level 0...255, 512...767 the deviation level 0...255.
public struct Ink: Hashable, Sendable {
    /// Which of the 768 inks.
    public let code: UInt16

    /// Not checked; below 256 a code that is no role is drawn as text.
    @inlinable public init(code: UInt16) { self.code = code }

    /// The colour that the theme gives a meaning.
    @inlinable public static func role(_ role: Role) -> Ink { Ink(code: UInt16(role.rawValue)) }

    /// - Parameter level: 0 coldest, 255 hottest. Terminals draw fewer steps; the exact level stays in the cell.
    @inlinable public static func heat(_ level: UInt8) -> Ink { Ink(code: 256 + UInt16(level)) }

    /// - Parameter level: 0 far below the peers, 128 as they are, 255 far above.
    @inlinable public static func deviation(_ level: UInt8) -> Ink { Ink(code: 512 + UInt16(level)) }

    /// How many codes there are.
    public static let count = 768

    /// The level in either map, nil for a role.
    @inlinable public var heatLevel: UInt8? { code >= 256 ? UInt8(truncatingIfNeeded: code) : nil }

    /// Whether its level belongs to the map of deviations.
    @inlinable public var isDeviation: Bool { code >= 512 }

    /// The same map at another level.
    @inlinable public func at(level: UInt8) -> Ink { code < 256 ? self : Ink(code: code & 0xFF00 | UInt16(level)) }

    /// How much there is to see, 0 to 255: heat itself, or the distance from the peers either way.
    var strength: UInt8? {
        heatLevel.map { isDeviation ? UInt8(min(255, abs(Int($0) - 128) * 2)) : $0 }
    }

    /// The role, nil for heat.
    @inlinable public var role: Role? { code < 256 ? Role(rawValue: UInt8(code)) : nil }
}
