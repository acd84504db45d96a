// swift-tools-version: 6.2
import PackageDescription

// The arrows of docs/architecture.md, enforced: a target sees only what stands left of it.
let package = Package(
    name: "vigie",
    targets: [
        .target(name: "Telemetry"),
        .target(name: "Exposition"),
        .target(name: "Facility", dependencies: ["Telemetry"]),
        .target(name: "Storage", dependencies: ["Telemetry", "Facility"]),
        .target(name: "Screen"),
        .target(name: "Console", dependencies: ["Telemetry", "Facility", "Storage", "Screen"]),
        .testTarget(name: "ExpositionTests", dependencies: ["Exposition"]),
    ],
    swiftLanguageModes: [.v6]
)
