// A colour, and the arithmetic of seeing it.

/// Eight bits a channel.
public struct RGB: Hashable, Sendable {
    /// Of sRGB, 0 to 255 each.
    public let red: UInt8, green: UInt8, blue: UInt8

    /// From channels of sRGB, 0 to 255 each.
    public init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    /// `0x0d1117`
    public init(_ hex: UInt32) {
        self.init(UInt8(hex >> 16 & 0xFF), UInt8(hex >> 8 & 0xFF), UInt8(hex & 0xFF))
    }

    /// `#0d1117`; nil if it is anything else.
    public init?(_ text: String) {
        guard text.utf8.count == 7, text.hasPrefix("#"), let value = UInt32(text.dropFirst(), radix: 16) else {
            return nil
        }
        self.init(value)
    }

    /// Angle on the colour wheel, 0 to 360, red at 0; nil for greys and what is nearly grey.
    var hueDegrees: Double? {
        let red = Double(red), green = Double(green), blue = Double(blue)
        let most = max(red, green, blue), chroma = most - min(red, green, blue)
        guard chroma >= 24 else { return nil }
        let sixth: Double
        switch most {
        case red: sixth = (green - blue) / chroma
        case green: sixth = 2 + (blue - red) / chroma
        default: sixth = 4 + (red - green) / chroma
        }
        return sixth < 0 ? (sixth + 6) * 60 : sixth * 60
    }

    /// `#0d1117`
    public var hex: String {
        let value = UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue)
        let digits = String(value, radix: 16)
        return "#" + String(repeating: "0", count: 6 - digits.count) + digits
    }

    /// Relative luminance, 0 to 1. Source: WCAG 2.2; the gamma curve by a close polynomial, as no libm is needed for a test of it.
    public var luminance: Double {
        let (red, green, blue) = (Self.linear(red), Self.linear(green), Self.linear(blue))
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// Light of a channel, 0 to 1.
    static func linear(_ channel: UInt8) -> Double {
        let value = Double(channel) / 255
        return value <= 0.04045
            ? value / 12.92 : value * (value * (value * 0.305306011 + 0.682171111) + 0.012522878)
    }

    /// 1 to 21. Source: WCAG 2.2.
    public func contrast(with other: RGB) -> Double {
        let bright = max(luminance, other.luminance), dark = min(luminance, other.luminance)
        return (bright + 0.05) / (dark + 0.05)
    }

    /// A mix, `share` of the way to `other`.
    func mixed(with other: RGB, _ share: Double) -> RGB {
        func channel(_ from: UInt8, _ to: UInt8) -> UInt8 {
            UInt8(max(0, min(255, (Double(from) + (Double(to) - Double(from)) * share).rounded())))
        }
        return RGB(channel(red, other.red), channel(green, other.green), channel(blue, other.blue))
    }

    func distance(to other: RGB) -> Int {
        func square(_ a: UInt8, _ b: UInt8) -> Int { (Int(a) - Int(b)) * (Int(a) - Int(b)) }
        // Green weighs most, as in the eye.
        return 3 * square(red, other.red) + 6 * square(green, other.green) + square(blue, other.blue)
    }
}
