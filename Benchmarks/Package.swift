// swift-tools-version: 6.2
import PackageDescription

// Timings and sizes, apart from the package so that its ordinary build does not pay for them. Run: Scripts/benchmark
let package = Package(
    name: "Benchmarks",
    dependencies: [.package(name: "vigie", path: "..")],
    targets: [
        .executableTarget(
            name: "StorageFigures",
            dependencies: ["CReference"]
                + ["App", "Storage", "Telemetry", "Facility", "Simulator"].map {
                    .product(name: $0, package: "vigie")
                },
            path: "Sources/StorageFigures"),
        .executableTarget(
            name: "Frames",
            dependencies: ["App", "Console", "Screen", "Storage", "Telemetry", "Terminal"].map {
                .product(name: $0, package: "vigie")
            },
            path: "Sources/Frames"),
        .executableTarget(
            name: "AlertFigures",
            dependencies: ["Alerting", "App", "Facility", "Simulator", "Storage", "Telemetry"].map {
                .product(name: $0, package: "vigie")
            },
            path: "Sources/AlertFigures"),
        .executableTarget(
            name: "AlarmTrials",
            dependencies: ["Alerting", "App", "Console", "Facility", "Simulator", "Storage", "Telemetry", "Trials"].map {
                .product(name: $0, package: "vigie")
            },
            path: "Sources/AlarmTrials"),
        .target(name: "CReference", path: "Sources/CReference"),
        .executableTarget(
            name: "ParserFigures",
            dependencies: ["CReference"]
                + ["App", "Exposition", "Ingest", "Telemetry", "Facility", "Simulator"].map {
                    .product(name: $0, package: "vigie")
                },
            path: "Sources/ParserFigures"),
    ],
    swiftLanguageModes: [.v6]
)
