// The house rules of docs/architecture.md, each a test that lists its offenders.

import Foundation
import Testing

struct TidyTests {
    /// What each target may import of ours and of others.
    static let arrows: [String: Set<String>] = [
        "Telemetry": [], "Exposition": ["Glibc"], "Facility": ["Telemetry"],
        "Ingest": [
            "Telemetry", "Exposition", "Glibc", "Synchronization", "NIOCore", "NIOPosix", "NIOHTTP1", "NIOSSL",
            "NIOHTTPCompression", "NIOTLS",
        ],
        "Storage": ["Telemetry", "Facility", "Glibc", "Synchronization"],
        "Simulator": ["Telemetry", "Facility", "Exposition"],
        "Recording": [
            "Telemetry", "Facility", "Storage", "CSQLite", "CZstd", "Foundation", "Glibc", "Synchronization",
        ],
        "Screen": [], "Alerting": ["Telemetry", "Facility", "Storage"],
        "Console": ["Telemetry", "Facility", "Storage", "Alerting", "Screen"],
        "Terminal": ["Screen", "CNcurses", "Glibc"],
        "App": [
            "Telemetry", "Exposition", "Facility", "Ingest", "Storage", "Simulator", "Alerting", "Screen", "Console",
            "Terminal", "Recording", "CMalloc", "CZlib", "CZstd", "Yams", "Foundation", "Dispatch",
            "Glibc", "Synchronization", "NIOCore", "NIOPosix", "NIOHTTP1",
        ],
        "vigie": ["App", "ArgumentParser", "Recording", "Screen", "Simulator", "Telemetry"],
    ]

    @Test func thereAreSources() { #expect(SourceTree.sources.count > 100) }

    @Test func filesAreSmall() {
        for file in SourceTree.all { #expect(file.lines.count <= 401, "\(file.path): \(file.lines.count) lines") }
        let sorted = SourceTree.sources.map(\.lines.count).sorted()
        #expect(sorted[sorted.count / 2] <= 120)
    }

    @Test func functionsFitAScreen() {
        for file in SourceTree.sources {
            for (line, length) in TidyRules.longFunctions(file.lines, limit: 60) {
                Issue.record("\(file.path):\(line): \(length) lines")
            }
        }
    }

    @Test func oneTypeAFileAndItsName() {
        for file in SourceTree.sources {
            let types = TidyRules.topLevelTypes(file.lines)
            #expect(types.count <= 1, "\(file.path): \(types)")
            if let type = types.first { #expect(file.name == type, "\(file.path) holds \(type)") }
            if types.isEmpty { #expect(file.name.contains("+"), "\(file.path): extensions are named Type+What") }
            #expect(types.first != file.target, "\(file.path): a type named like its target")
        }
    }

    @Test func everyFileSaysWhatItIs() {
        for file in SourceTree.all {
            #expect(file.lines.first?.hasPrefix("// ") == true, "\(file.path)")
        }
    }

    /// Between a view's first line and its type stands the screen as it looks.
    @Test func everyViewShowsItsPicture() {
        let views = SourceTree.sources.filter {
            $0.path.hasPrefix("Sources/Console/Views/") && $0.name.hasSuffix("View")
        }
        #expect(views.count >= 6)
        for file in views {
            #expect(TidyRules.pictureLines(file.lines) >= 3, "\(file.path): no ASCII picture above the drawing")
        }
    }

    @Test func arrowsHold() {
        for file in SourceTree.sources {
            guard let allowed = Self.arrows[file.target] else {
                Issue.record("\(file.path): no such target in the table")
                continue
            }
            for name in TidyRules.imports(file.lines) {
                #expect(allowed.contains(name), "\(file.path) imports \(name)")
            }
        }
    }

    @Test func socketsOnlyInIngestAndThePageServer() {
        for file in SourceTree.sources where file.target == "App" && !file.path.contains("/PageServer/") {
            #expect(!TidyRules.imports(file.lines).contains { $0.hasPrefix("NIO") }, "\(file.path)")
        }
    }

    @Test func noGlobalVariables() {
        for file in SourceTree.sources {
            for line in TidyRules.globalVariables(file.lines) { Issue.record("\(file.path):\(line)") }
        }
    }

    @Test func unsafeCodeSaysSoInItsFirstLine() {
        for file in SourceTree.sources where file.lines.first?.contains("unsafe") != true {
            for line in TidyRules.unsafeUses(file.lines) { Issue.record("\(file.path):\(line)") }
        }
    }

    @Test func onlyTheSystemClockAndTheEventLoopReadTime() {
        let allowed: Set = ["SystemClock", "TargetScraper", "ScrapeEnvironment", "Scraper"]
        for file in SourceTree.sources where !allowed.contains(file.name) {
            for line in TidyRules.clockReads(file.lines) { Issue.record("\(file.path):\(line)") }
        }
    }

    @Test func topLevelIsShort() throws {
        let allowed: Set = [
            "Package.swift", "Sources", "Tests", "themes", "README.md", "Benchmarks", "Scripts", "docs", "CHANGELOG.md",
            "LICENSE",
        ]
        for name in try FileManager.default.contentsOfDirectory(atPath: SourceTree.root)
        where !name.hasPrefix(".") && name != "Package.resolved" { #expect(allowed.contains(name), "\(name)") }
    }

    @Test func noForbiddenNames() {
        for file in SourceTree.sources {
            for word in ["Common", "Utils", "Helper"] { #expect(!file.path.contains(word), "\(file.path)") }
        }
    }

    @Test func testsDoNotSleep() {
        for file in SourceTree.files(under: "Tests") {
            for (index, line) in file.lines.enumerated() {
                #expect(
                    !line.hasAny("sleep")
                        || TidyRules.code(line).firstMatch(of: #/\b(u?sleep|Thread\.sleep|Task\.sleep)\(/#) == nil,
                    "\(file.path):\(index + 1)")
            }
        }
    }
}
