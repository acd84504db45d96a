// How eyes see: the common kind and the three that miss a kind of cone. For judging themes, never for drawing.

/// A kind of colour vision.
public enum ColourVision: String, CaseIterable, Sendable {
    case common, protanopia, deuteranopia, tritanopia

    /// Rows of the matrix over linear red, green, blue. Source: Machado, Oliveira, Fernandes 2009, severity 1.
    private var matrix: [(Double, Double, Double)] {
        switch self {
        case .common: [(1, 0, 0), (0, 1, 0), (0, 0, 1)]
        case .protanopia:
            [(0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)]
        case .deuteranopia:
            [(0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)]
        case .tritanopia:
            [(1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)]
        }
    }

    /// How far apart two colours look: distance in Oklab, where 0.02 is just noticed and 1 is black against white.
    public func distance(_ left: RGB, _ right: RGB) -> Double {
        let a = lab(left), b = lab(right)
        let square = (a.0 - b.0) * (a.0 - b.0) + (a.1 - b.1) * (a.1 - b.1) + (a.2 - b.2) * (a.2 - b.2)
        return square.squareRoot()
    }

    /// Source: B. Ottosson, "A perceptual color space for image processing", 2020.
    func lab(_ colour: RGB) -> (Double, Double, Double) {
        let linear = (RGB.linear(colour.red), RGB.linear(colour.green), RGB.linear(colour.blue))
        let seen = matrix.map { max(0, min(1, $0.0 * linear.0 + $0.1 * linear.1 + $0.2 * linear.2)) }
        let l = Self.cubeRoot(0.4122214708 * seen[0] + 0.5363325363 * seen[1] + 0.0514459929 * seen[2])
        let m = Self.cubeRoot(0.2119034982 * seen[0] + 0.6806995451 * seen[1] + 0.1073969566 * seen[2])
        let s = Self.cubeRoot(0.0883024619 * seen[0] + 0.2817188376 * seen[1] + 0.6299787005 * seen[2])
        return (
            0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
            1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
            0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s
        )
    }

    /// By Newton's steps from one, enough for values from 0 to 1.
    private static func cubeRoot(_ value: Double) -> Double {
        guard value > 1e-9 else { return 0 }
        var root = 1.0
        for _ in 0..<30 { root -= (root * root * root - value) / (3 * root * root) }
        return root
    }
}
