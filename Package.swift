// swift-tools-version: 6.3
import PackageDescription

// The arrows of docs/architecture.md, enforced: a target sees only what stands left of it.
let nio: [Target.Dependency] = [
    .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
    .product(name: "NIOHTTP1", package: "swift-nio"), .product(name: "NIOTLS", package: "swift-nio"),
]

let package = Package(
    name: "vigie",
    // The libraries are for the nested package Benchmarks.
    products: [.executable(name: "vigie", targets: ["vigie"])]
        + [
            "Telemetry", "Exposition", "Facility", "Ingest", "Storage", "Simulator", "Alerting", "Screen", "Console",
            "Terminal",
            "App", "Trials",
        ].map {
            .library(name: $0, targets: [$0])
        },
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", exact: "1.35.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", exact: "2.37.6"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    ],
    targets: [
        .target(name: "Telemetry"),
        .target(name: "Exposition"),
        .target(name: "Facility", dependencies: ["Telemetry"]),
        .target(
            name: "Ingest",
            dependencies: ["Telemetry", "Exposition"] + nio + [
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "NIOHTTPCompression", package: "swift-nio-extras"),
            ]),
        .target(name: "Storage", dependencies: ["Telemetry", "Facility"]),
        .systemLibrary(name: "CSQLite", providers: [.apt(["libsqlite3-dev"])]),
        .systemLibrary(name: "CZstd", providers: [.apt(["libzstd-dev"])]),
        .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CMalloc"),
        .target(name: "Recording", dependencies: ["Telemetry", "Facility", "Storage", "CSQLite", "CZstd"]),
        .target(name: "Simulator", dependencies: ["Telemetry", "Facility", "Exposition"]),
        .target(name: "Screen"),
        .target(name: "Alerting", dependencies: ["Telemetry", "Facility", "Storage"]),
        .target(name: "Console", dependencies: ["Telemetry", "Facility", "Storage", "Alerting", "Screen"]),
        .systemLibrary(name: "CNcurses", providers: [.apt(["libncurses-dev"])]),
        .target(name: "Terminal", dependencies: ["Screen", "CNcurses"]),
        .target(
            name: "App",
            dependencies: [
                "Telemetry", "Exposition", "Facility", "Ingest", "Storage", "Simulator", "Alerting", "Screen",
                "Console",
                "Terminal", "Recording", "CMalloc", "CZstd", "CZlib", "Yams",
            ] + nio,
            resources: [
                .embedInCode("Catalogue/catalogue.yml"), .embedInCode("Rules/Data/rules.yml"),
                .embedInCode("Rules/Data/xids.yml"),
                .embedInCode("Inventory/Data/templates.yml"),
            ]),
        .executableTarget(
            name: "vigie",
            dependencies: ["App", .product(name: "ArgumentParser", package: "swift-argument-parser")]),
        // What tests and the soak share: no part of the program.
        .target(
            name: "Trials", dependencies: ["Alerting", "App", "Facility", "Simulator", "Storage", "Telemetry"],
            path: "Tests/Trials"),
        .testTarget(name: "TelemetryTests", dependencies: ["Telemetry"]),
        .testTarget(name: "ExpositionTests", dependencies: ["Exposition"]),
        .testTarget(name: "FacilityTests", dependencies: ["Facility", "App"]),
        .testTarget(
            name: "IngestTests",
            dependencies: ["Ingest", "Exposition", "Telemetry", "Facility", "Storage", "App"] + nio + [
                .product(name: "NIOEmbedded", package: "swift-nio")
            ]),
        .testTarget(name: "StorageTests", dependencies: ["Storage", "Telemetry", "Facility", "App"]),
        .testTarget(
            name: "SimulatorTests", dependencies: ["Simulator", "Exposition", "Facility", "Telemetry", "Ingest", "App"]),
        .testTarget(name: "ScreenTests", dependencies: ["Screen"]),
        .testTarget(name: "TerminalTests", dependencies: ["Terminal"]),
        .testTarget(
            name: "ConsoleTests",
            dependencies: ["Console", "Alerting", "App", "Screen", "Simulator", "Storage", "Facility", "Telemetry"],
            exclude: ["Goldens"]),
        .testTarget(name: "AppTests", dependencies: ["App", "Exposition", "Screen", "Telemetry"]),
        .testTarget(
            name: "AlertingTests",
            dependencies: [
                "Alerting", "App", "Console", "Screen", "Storage", "Simulator", "Facility", "Telemetry", "Trials",
            ]),
        .testTarget(
            name: "RecordingTests",
            dependencies: [
                "Recording", "App", "Console", "Screen", "Storage", "Simulator", "Facility", "Telemetry", "Ingest",
                "Exposition",
            ]),
        .testTarget(name: "TidyTests"),
        .testTarget(name: "VigieTests", dependencies: ["vigie", "Recording", "Telemetry"]),
    ],
    swiftLanguageModes: [.v6]
)
