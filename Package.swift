// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "vigie",
    targets: [
        .target(name: "Exposition"),
        .testTarget(name: "ExpositionTests", dependencies: ["Exposition"]),
    ],
    swiftLanguageModes: [.v6]
)
