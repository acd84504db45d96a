// A prometheus.yml is a configuration; every mistake in one names its place, every part that is not done is named.

import Console
import Facility
import Foundation
import Ingest
import Storage
import Telemetry
import Testing

@testable import App

struct ConfigFileTests {
    private func parse(_ text: String, mode: Int? = nil) throws(UserError) -> WatchConfig {
        try ConfigFile.parse(text, path: "p.yml", mode: mode)
    }

    private func reason(_ text: String, mode: Int? = nil) -> String {
        do {
            _ = try parse(text, mode: mode)
            return "accepted"
        } catch { return error.description }
    }

    static let whole = """
        global:
          scrape_interval: 15s
          scrape_timeout: 5s
          external_labels: {site: paris}
          body_size_limit: 8MB
        rule_files: [rules/*.yml]
        remote_write:
        - url: http://elsewhere/
        scrape_configs:
        - job_name: node
          static_configs:
          - targets: [gpu-a:9100, gpu-b:9100]
            labels: {rack: A01}
        - job_name: dcgm
          scrape_interval: 1s
          scheme: https
          metrics_path: /dcgm
          params: {collect: [a, "b c"]}
          honor_labels: true
          honor_timestamps: false
          enable_compression: false
          sample_limit: 100
          scrape_protocols: [OpenMetricsText1.0.0]
          tls_config: {insecure_skip_verify: true, server_name: dcgm}
          relabel_configs:
          - source_labels: [__address__]
            regex: (.*):\\d+
            target_label: instance
          - action: labeldrop
            regex: zone
          metric_relabel_configs:
          - {source_labels: [__name__], regex: go_.*, action: drop}
          static_configs:
          - targets: [gpu-a:9400]
            labels: {zone: x}
          kubernetes_sd_configs: []
        vigie:
          site: Bruyeres
          hall: A
        """

    @Test func aPrometheusConfigurationIsOne() throws {
        let config = try parse(Self.whole)
        #expect(config.jobs.map(\.scrape.name) == ["node", "dcgm"])
        #expect(config.settings.site == "Bruyeres" && config.settings.hall == "A")
        #expect(config.warnings.count == 4)
        for (warning, part) in zip(
            config.warnings, ["6:1: rule_files", "7:1: remote_write", "24:15: insecure", "36:3: kubernetes"])
        {
            #expect(warning.hasPrefix("p.yml:" + part), "\(warning)")
        }
        let node = config.jobs[0], dcgm = config.jobs[1]
        #expect(node.intervalMs == 15_000 && node.scrape.timeoutMs == 5_000 && node.scrape.limits.pageBytes == 8 << 20)
        #expect(dcgm.intervalMs == 1_000 && dcgm.scrape.timeoutMs == 1_000 && dcgm.scrape.limits.page.kept == 100)
        #expect(dcgm.scrape.prefersOpenMetrics && !dcgm.scrape.honorsTimestamps && !dcgm.scrape.http.acceptsGzip)
        #expect(dcgm.scrape.http.tls.isInsecure && dcgm.scrape.http.tls.serverName == "dcgm")
        #expect(dcgm.scrape.context.honorsLabels && dcgm.scrape.context.rules.count == 1)
    }

    @Test func aTargetOfTwoJobsIsNamed() throws {
        let text = """
            scrape_configs:
            - {job_name: one, static_configs: [{targets: [h:1, h:1]}, {targets: [h:1]}]}
            - {job_name: two, static_configs: [{targets: [h:1, h:2]}]}
            """
        let planner = TargetPlanner(try parse(text))
        _ = planner.refresh(nowMs: 0)
        let plan = planner.plan()
        #expect(plan.targets.map(\.description.url) == ["http://h:1/metrics", "http://h:2/metrics"])
        #expect(plan.warnings == ["job two: http://h:1/metrics read by job one already, left out here"])
    }

    @Test func targetsAreMadeAsPrometheusMakesThem() throws {
        let planner = TargetPlanner(try parse(Self.whole))
        #expect(planner.refresh(nowMs: 0))
        let plan = planner.plan()
        #expect(plan.problems == [] && plan.site == "Bruyeres")
        #expect(
            plan.targets.map(\.description.url) == [
                "http://gpu-a:9100/metrics", "http://gpu-b:9100/metrics",
                "https://gpu-a:9400/dcgm?collect=a&collect=b%20c",
            ])
        #expect(plan.targets[0].description.labels == ["job": "node", "instance": "gpu-a:9100", "rack": "A01"])
        #expect(plan.targets[2].description.labels == ["job": "dcgm", "instance": "gpu-a"])
        #expect(plan.targets[2].description.address == "gpu-a")
    }

    @Test(arguments: [
        ("scrape_configs:\n- job_nam: x", "p.yml:2:3: job_name is missing"),
        (
            "scrape_configs:\n- job_name: x\n  scrap_interval: 1s",
            "p.yml:3:3: no key \"scrap_interval\" here; did you mean scrape_interval?"
        ),
        ("scrape_configs:\n- job_name: x\n- job_name: x", "p.yml:3:3: two jobs are called x"),
        ("scrape_configs:\n- job_name: x\n  scrape_interval: fast", "p.yml:3:20: \"fast\" is no duration"),
        (
            "scrape_configs:\n- job_name: x\n  scrape_interval: 1s\n  scrape_timeout: 2s",
            "p.yml:4:19: the time-out is longer"
        ),
        ("scrape_configs:\n- job_name: x\n  scheme: ftp", "p.yml:3:11: the scheme is http or https"),
        (
            "scrape_configs:\n- job_name: x\n  relabel_configs:\n  - action: explode",
            "p.yml:4:13: no action \"explode\""
        ),
        (
            "scrape_configs:\n- job_name: x\n  relabel_configs:\n  - regex: (\n    target_label: a",
            "p.yml:4:12: regex \"(\", sign 1"
        ),
        (
            "scrape_configs:\n- job_name: x\n  relabel_configs:\n  - action: hashmod\n    target_label: a",
            "p.yml:4:5: hashmod needs a modulus"
        ),
        ("scrape_configs:\n- job_name: x\n  body_size_limit: 5 apples", "p.yml:3:20: \"5 apples\" is no size"),
        ("scrape_configs:\n- job_name: x\n  basic_auth: {password: y}", "p.yml:3:15: username is missing"),
        (
            "scrape_configs:\n- job_name: x\n  tls_config: {cert_file: /nowhere.pem}",
            "p.yml:3:15: cert_file and key_file belong together"
        ),
        (
            "scrape_configs:\n- job_name: x\n  tls_config: {cert_file: /nowhere.pem, key_file: /nowhere.key}",
            "p.yml:3:27: /nowhere.pem can not be read"
        ),
        (
            "scrape_configs:\n- job_name: x\n  basic_auth: {username: y, password_file: /nowhere}",
            "p.yml:3:44: /nowhere can not be read"
        ),
        ("scrape_configs:\n- job_name: x\n  http_sd_configs: [{url: 'ftp://x'}]", "p.yml:3:27: \"ftp://x\" is no URL"),
        ("scrape_configs: 5", "p.yml:1:17: a list is expected here"), ("a: [", "p.yml:"),
        ("vigie: {hal: x}", "p.yml:1:9: no key \"hal\" here; did you mean hall?"),
        ("vigie: {keys: {fly: x}}", "p.yml:1:16: no command \"fly\""),
        ("vigie: {keys: {copy: [w]}}", "p.yml:1:16: key \"w\" stands for"),
        ("vigie: {keys: {copy: hyper-x}}", "p.yml:1:16: copy: no key \"hyper-x\""),
        ("vigie: {keys: {quit: []}}", "p.yml:1:16: quit has no key"),
        ("vigie: {filters: {hot: 'temp>8x'}}", "p.yml:1:24: "),
        ("vigie: {retention: {every_slot: 5s}}", "p.yml:1:33: a time between 1m and 24h is expected"),
        ("vigie: {retention: {memory: 1MB}}", "p.yml:1:29: memory between 128MiB and 1024GiB"),
        ("vigie: {retention: {ten_seconds: 48h}}", "p.yml:1:20: longer steps must reach as far back"),
        ("vigie: {retention: {minute: 48h}}", "p.yml:1:21: no key \"minute\" here; did you mean minutes?"),
    ])
    func mistakesNameTheirPlace(text: String, expected: String) {
        #expect(reason(text).hasPrefix(expected), "\(reason(text))")
    }

    @Test func theTableThatIsPrintedIsTheTableThatIsRead() throws {
        let keys = try #require(try parse(KeyTableText.write()).settings.keys)
        for (entry, other) in zip(keys.entries, KeyTable.standard.entries) {
            #expect(entry.name == other.name && entry.keys == other.keys)
        }
    }

    @Test func keysAndFiltersAreTaken() throws {
        let text = "vigie:\n  keys: {next-worst: [x, f5], copy: }\n  filters: {hot: 'temp>85 & job~=train'}"
        let settings = try parse(text).settings
        #expect(settings.keys?.command(for: .function(5)) == .nextTrouble)
        #expect(
            settings.keys?.command(for: .character("w")) == nil && settings.keys?.command(for: .character("y")) == nil)
        #expect(settings.filters == ["hot": "temp>85 & job~=train"])
        var screen = ScreenOptions(themes: try ThemeLibrary(directory: nil))
        try settings.apply(to: &screen)
        #expect(screen.keys.command(for: .character("x")) == .nextTrouble && screen.savedFilters.count == 1)
    }

    @Test func theReachOfMemoryIsTaken() throws {
        let text = "vigie: {retention: {every_slot: 10m, minutes: 3d, memory: 4GiB}}"
        let retention = try parse(text).settings.retention
        #expect(retention.rawMs == 600_000 && retention.coarseMs == 3 * 86_400_000 && retention.fineMs == 3_600_000)
        #expect(retention.memoryLimitBytes == 4 << 30)
        let hall = StandardHall.topology(gpus: 13_800)
        var small = retention
        small.memoryLimitBytes = 512 << 20
        #expect(throws: UserError.self) {
            _ = try MemoryCheck.require(hall, small)
        }
        let words = try MemoryCheck.require(hall, retention), plain = try parse("scrape_configs: []").settings
        #expect(words.hasPrefix("memory: ") && plain.retention == Retention())
    }

    @Test func secretsStayOutOfSight() throws {
        let folder = try Folder()
        let secret = try folder.write("pw", "hunter2\n", mode: 0o600),
            open = try folder.write("open", "hunter2", mode: 0o644)
        let text = { (file: String) in
            "scrape_configs:\n- job_name: x\n  basic_auth: {username: u, password_file: \(file)}"
        }
        let config = try parse(text(secret))
        #expect(!"\(config)".contains("hunter2"))
        #expect(config.files.contains(secret))
        #expect(reason(text(open)).contains("can be read by everybody here"))
        let inline = "scrape_configs:\n- job_name: x\n  authorization: {credentials: hunter2}"
        #expect(reason(inline, mode: 0o644).contains("a secret in a file that everybody here can read"))
        #expect(try parse(inline, mode: 0o600).warnings.count == 1)
        #expect(
            reason("scrape_configs:\n- job_name: x\n  authorization: {credentials: '${NO_SUCH_NAME_9}'}").contains(
                "the environment has no NO_SUCH_NAME_9"))
    }

    @Test func filesOfTargetsAreWatched() throws {
        let folder = try Folder()
        _ = try folder.write("a.json", "[{\"targets\": [\"h1:1\"], \"labels\": {\"rack\": \"A01\"}}]")
        _ = try folder.write("b.yml", "- targets: [h2:1]\n")
        let config = try parse(
            "scrape_configs:\n- job_name: x\n  file_sd_configs:\n  - files: ['\(folder.path)/*.json', '\(folder.path)/b.*']"
        )
        let planner = TargetPlanner(config)
        #expect(planner.refresh(nowMs: 0))
        #expect(planner.plan().targets.map(\.description.address) == ["h1", "h2"])
        #expect(!planner.refresh(nowMs: 2_000))
        _ = try folder.write("b.yml", "- targets: [h2:1, h3:1]\n")
        #expect(planner.refresh(nowMs: 4_000))
        #expect(planner.plan().targets.count == 3)
        // What is broken keeps what was there, and says where it is broken.
        _ = try folder.write("b.yml", "- targets: [h2:1, h3:1]\n- taggets: []\n")
        #expect(planner.refresh(nowMs: 6_000))
        let plan = planner.plan()
        #expect(
            plan.targets.count == 3 && plan.problems.first?.contains("b.yml:2:3: no key \"taggets\"") == true,
            "\(plan.problems)")
    }

    @Test func theConfigurationThatCountsIsFoundInOrder() throws {
        let folder = try Folder()
        let file = try folder.write("vigie/vigie.yml", "")
        #expect(ConfigLocation.find("x", environment: ["VIGIE_CONFIG": "y"]) == "x")
        #expect(ConfigLocation.find(nil, environment: ["VIGIE_CONFIG": "y"]) == "y")
        #expect(ConfigLocation.find(nil, environment: ["XDG_CONFIG_HOME": folder.path]) == file)
        #expect(ConfigLocation.candidates(["HOME": "/h"]).first == "/h/.config/vigie/vigie.yml")
    }

    @Test func aBadConfigurationLeavesTheOldOneAtWork() throws {
        let folder = try Folder()
        let good = "scrape_configs:\n- job_name: x\n  static_configs: [{targets: ['h1:1']}]\n"
        let file = try folder.write("p.yml", good)
        let plans = WatchPlans(try ConfigFile.read(file)) { () throws(UserError) in try ConfigFile.read(file) }
        #expect(plans.take()?.targets.count == 1)
        plans.start()
        defer { plans.stop() }
        _ = try folder.write("p.yml", good + "- job_name\n")
        #expect(
            Waiting.until {
                plans.takeNotices().contains { $0.hasPrefix("configuration not taken") && $0.contains("p.yml:") }
            })
        #expect(plans.take() == nil)
        _ = try folder.write("p.yml", good + "- {job_name: y, static_configs: [{targets: ['h2:1']}]}\n")
        #expect(Waiting.until { plans.take()?.targets.count == 2 })
    }

    @Test func checkingSaysWhatIsWrong() throws {
        let folder = try Folder()
        let good = try folder.write("good.yml", "scrape_configs: [{job_name: x}]"),
            bad = try folder.write("bad.yml", "a: b")
        #expect(ConfigCheck.run([good], json: false).code == 0)
        let result = ConfigCheck.run([good, bad], json: true)
        #expect(result.code == 1 && result.errors.first?.hasPrefix("\(bad):1:1: no key \"a\"") == true)
        let objects = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [[String: Any]]
        #expect(objects?.count == 2 && objects?[1]["ok"] as? Bool == false)
    }
}
