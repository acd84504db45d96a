// What Prometheus takes in a configuration is taken here: the rarer spellings, each with what it comes to.

import Exposition
import Ingest
import Telemetry
import Testing

@testable import App

@Suite struct PrometheusFormsTests {
    private func config(_ job: String, before: String = "") throws(UserError) -> WatchConfig {
        let text = before + "scrape_configs:\n- job_name: x\n" + job.split(separator: "\n").map { "  \($0)\n" }.joined()
        return try ConfigFile.parse(text, path: "p.yml", mode: 0o600)
    }

    private func plan(_ config: WatchConfig) -> WatchPlan {
        let planner = TargetPlanner(config)
        _ = planner.refresh(nowMs: 0)
        return planner.plan()
    }

    @Test func aMergeKeyFillsWhatIsMissing() throws {
        let text = """
            scrape_configs:
            - &d {job_name: one, scrape_interval: 5s, metrics_path: /a}
            - {<<: *d, job_name: two, scrape_interval: 7s}
            - {<<: [*d], job_name: three}
            """
        let jobs = try ConfigFile.parse(text, path: "p.yml").jobs
        #expect(jobs.map(\.scrape.name) == ["one", "two", "three"])
        #expect(jobs.map(\.intervalMs) == [5_000, 7_000, 5_000] && jobs.allSatisfy { $0.metricsPath == "/a" })
    }

    /// Each mapping is merged eight times into the next: whoever follows them all is never done.
    @Test func mergesThatMultiplyAreRefused() {
        var text = "scrape_configs:\n- job_name: x\n  static_configs:\n  - {targets: [a], labels: &m0 {l0: x}}\n"
        for level in 1..<12 {
            let eight = Array(repeating: "*m\(level - 1)", count: 8).joined(separator: ", ")
            text += "  - {targets: [a], labels: &m\(level) {<<: [\(eight)], l\(level): x}}\n"
        }
        let error = #expect(throws: UserError.self) { try ConfigFile.parse(text, path: "p.yml") }
        let words = error?.description ?? ""
        #expect(words.hasPrefix("p.yml:") && words.hasSuffix("more than 1000 mappings are merged here"), "\(words)")
    }

    @Test(arguments: [
        ("2h", 3_600_000, 1), ("1d", 3_600_000, 1), ("50ms", 100, 1), ("1h", 3_600_000, 0), ("0s", 60_000, 0),
    ])
    func intervalsBeyondTheRangeAreBroughtIntoIt(text: String, intervalMs: Int, warnings: Int) throws {
        let config = try config("scrape_interval: \(text)")
        #expect(config.jobs[0].intervalMs == intervalMs && config.warnings.count == warnings)
        #expect(config.warnings.allSatisfy { $0.hasPrefix("p.yml:3:20: ") })
    }

    @Test(arguments: [
        "{action: keep, regex: ''}", "{action: drop, regex: a}", "{action: labelmap}",
        "{action: hashmod, source_labels: [a], target_label: b, modulus: 18446744073709551615}",
    ])
    func rulesOfFewWordsAreRules(rule: String) throws {
        let config = try config("relabel_configs: [\(rule)]\nstatic_configs: [{targets: ['h:1']}]")
        #expect(plan(config).targets.count == 1)
    }

    @Test func aUserMayHaveNoPassword() throws {
        #expect(
            try config("basic_auth: {username: u}").jobs[0].scrape.http.credentials == .basic(user: "u", Secret("")))
    }

    @Test(arguments: [("1.5MB", 3 << 19), ("2KiB", 2_048), ("512B", 512), ("2TB", 1 << 30), ("7EB", 1 << 30)])
    func sizesHaveAllUnits(text: String, bytes: Int) throws {
        #expect(try config("body_size_limit: \(text)").jobs[0].scrape.limits.pageBytes == bytes)
    }

    @Test func namesOfTargetFilesMayHoldAClass() throws {
        let folder = try Folder()
        for name in ["a", "b", "c"] { _ = try folder.write("\(name).json", "[{\"targets\": [\"\(name):1\"]}]") }
        let config = try config("file_sd_configs: [{files: ['\(folder.path)/[ab].json']}]")
        #expect(plan(config).targets.map(\.description.address) == ["a", "b"])
    }

    @Test func certificatesMayStandInTheFile() throws {
        let tls = try config("tls_config: {ca: CA, cert: CERT, key: PRIVATE}").jobs[0].scrape.http.tls
        #expect(tls.authorityText == "CA" && tls.certificateText == "CERT" && tls.key == Secret("PRIVATE"))
        #expect(!"\(tls)".contains("PRIVATE"))
    }

    @Test func theTypeOfUntypedPagesIsSaid() throws {
        #expect(try config("fallback_scrape_protocol: OpenMetricsText1.0.0").jobs[0].scrape.fallback == .openmetrics)
        #expect(try config("fallback_scrape_protocol: PrometheusText0.0.4").jobs[0].scrape.fallback == .prometheus)
        #expect(throws: UserError.self) { try config("fallback_scrape_protocol: Smoke") }
    }

    @Test func aLongPageMayBeOneThatRulesShorten() throws {
        let rule = "\nmetric_relabel_configs: [{action: drop, source_labels: [__name__], regex: go_.*}]"
        let plain = try config("sample_limit: 10").jobs[0].scrape.limits.page
        let ruled = try config("sample_limit: 10" + rule).jobs[0].scrape.limits.page
        #expect(plain.samples == 10 && ruled.kept == 10 && ruled.samples == 50_000)
    }

    @Test func aPageOfTwoJobsIsNoMistake() throws {
        let folder = try Folder()
        let file = try folder.write(
            "p.yml",
            """
            scrape_configs:
            - {job_name: one, static_configs: [{targets: ['h:1']}]}
            - {job_name: two, basic_auth: {username: u}, static_configs: [{targets: ['h:1']}]}
            """)
        let result = ConfigCheck.run([file], json: false)
        #expect(result.code == 0 && result.errors.count == 1)
        #expect(result.errors.first?.hasSuffix("they differ in credentials (warning)") == true, "\(result.errors)")
    }

    @Test func timesAreTakenAsRelabelled() throws {
        let job = """
            scrape_interval: 10s
            relabel_configs: [{target_label: __scrape_timeout__, replacement: VALUE}]
            static_configs: [{targets: ['h:1']}]
            """
        func plan(_ value: String) throws -> WatchPlan { self.plan(try config(job.replacing("VALUE", with: value))) }
        #expect(try plan("3s").targets.first?.timeoutMs == 3_000)
        #expect(try plan("30s").targets.first?.timeoutMs == 10_000)
        #expect(try plan("soon").problems.first?.contains("no duration") == true)
    }

    @Test func aFolderAmongAddressesIsRead() throws {
        let folder = try Folder()
        _ = try folder.write("h.prom", "a 1\n")
        var options = WatchOptions()
        options.urls = [folder.path]
        #expect(plan(try options.read()).pageFiles == [folder.path + "/h.prom"])
    }
}
