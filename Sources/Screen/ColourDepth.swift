// How many colours a terminal has, and how a colour is lowered to them.

/// From 24 bits down to none.
public enum ColourDepth: String, CaseIterable, Sendable {
    case truecolor
    case c256 = "256"
    case c16 = "16"
    case mono

    static let base16: [RGB] = [
        RGB(0x000000), RGB(0xCD0000), RGB(0x00CD00), RGB(0xCDCD00), RGB(0x0000EE), RGB(0xCD00CD), RGB(0x00CDCD),
        RGB(0xE5E5E5),
        RGB(0x7F7F7F), RGB(0xFF0000), RGB(0x00FF00), RGB(0xFFFF00), RGB(0x5C5CFF), RGB(0xFF00FF), RGB(0x00FFFF),
        RGB(0xFFFFFF),
    ]

    /// All 256 colours of xterm's palette: the sixteen, the cube, the grey ramp.
    static let palette: [RGB] = {
        let levels: [UInt8] = [0, 95, 135, 175, 215, 255]
        let cube = (0..<216).map { (index: Int) -> RGB in
            RGB(levels[index / 36], levels[index / 6 % 6], levels[index % 6])
        }
        let greys = (0..<24).map { (step: Int) -> RGB in
            let value = UInt8(8 + step * 10)
            return RGB(value, value, value)
        }
        return base16 + cube + greys
    }()

    /// The nearest entry of the xterm palette from 16 on: the cube or the grey ramp.
    public static func index256(_ colour: RGB) -> Int {
        let levels = [0, 95, 135, 175, 215, 255]
        func nearest(_ channel: UInt8) -> Int {
            levels.indices.min { abs(levels[$0] - Int(channel)) < abs(levels[$1] - Int(channel)) }!
        }
        let red = nearest(colour.red), green = nearest(colour.green), blue = nearest(colour.blue)
        let cube = RGB(UInt8(levels[red]), UInt8(levels[green]), UInt8(levels[blue]))
        let mean = (Int(colour.red) + Int(colour.green) + Int(colour.blue)) / 3
        let step = max(0, min(23, (mean - 3) / 10))
        let value = UInt8(8 + step * 10)
        let grey = RGB(value, value, value)
        return grey.distance(to: colour) < cube.distance(to: colour) ? 232 + step : 16 + 36 * red + 6 * green + blue
    }

    private static let seenPalette = palette.map { ColourVision.common.lab($0) }

    /// The entry from 16 on that looks nearest: for heat, whose steps must keep their order. The nearest channels would take a dark blue
    /// for green, and a brighter one for grey.
    static func seenIndex256(_ colour: RGB) -> Int {
        let wanted = ColourVision.common.lab(colour)
        func far(_ index: Int) -> Double {
            let seen = seenPalette[index]
            let (l, a, b) = (seen.0 - wanted.0, seen.1 - wanted.1, seen.2 - wanted.2)
            return l * l + a * a + b * b
        }
        return (16..<256).min { far($0) < far($1) }!
    }

    /// The nearest of the sixteen.
    public static func index16(_ colour: RGB) -> Int {
        base16.indices.min { base16[$0].distance(to: colour) < base16[$1].distance(to: colour) }!
    }
}
