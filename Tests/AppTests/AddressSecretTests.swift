// A password that somebody wrote into an address is sent to the server, and stands in no message and no label.

import Ingest
import Telemetry
import Testing

@testable import App

@Suite struct AddressSecretTests {
    private static let secret = "TOP%40SECRET"

    private func config(_ text: String) throws(UserError) -> WatchConfig {
        try ConfigFile.parse(text, path: "p.yml", mode: 0o600)
    }

    @Test(arguments: [
        ("http://bob:TOP%40SECRET@h:80/sd?x=a@b", "http://h:80/sd?x=a@b", "bob", "TOP@SECRET"),
        ("bob@h:9100", "h:9100", "bob", ""),
    ])
    func credentialsAreTakenOut(text: String, address: String, user: String, password: String) {
        let parted = TargetURL.parted(text)
        #expect(parted.address == address && parted.credentials == .basic(user: user, Secret(password)))
        #expect(TargetURL.parted(address).credentials == nil)
    }

    @Test(arguments: ["http://bob:TOPSECRET@h:x/", "bob:TOPSECRET@h", "http://bob:TOP/SECRET@h/"])
    func messagesHideThem(text: String) {
        #expect(!TargetURL.shown(text).contains("SECRET") && TargetURL.shown(text).contains("@h"))
        var options = WatchOptions()
        options.urls = [text + ":x"]
        do throws(UserError) {
            _ = try options.read()
            Issue.record("read as an address")
        } catch { #expect(!error.description.contains("TOP") && !error.description.contains("SECRET")) }
    }

    @Test func aListIsAskedWithThem() throws {
        let config = try config(
            "scrape_configs: [{job_name: x, http_sd_configs: [{url: 'http://bob:\(Self.secret)@h/sd'}]}]")
        guard case .http(let url, let http, _) = config.jobs[0].discoveries[0] else {
            Issue.record("no list")
            return
        }
        #expect(url == "http://h/sd" && http.credentials == .basic(user: "bob", Secret("TOP@SECRET")))
        #expect(config.warnings.count == 1 && !"\(config)".contains("TOP"))
    }

    @Test func aTypedPageIsReadWithThem() throws {
        var options = WatchOptions()
        options.urls = ["http://bob:\(Self.secret)@h:1/metrics", "h:2"]
        let config = try options.read()
        #expect(config.jobs.count == 2 && !"\(config)".contains("TOP"))
        #expect(config.jobs[0].scrape.http.credentials == .basic(user: "bob", Secret("TOP@SECRET")))
        #expect(config.jobs[1].scrape.http.credentials == nil)
    }

    @Test func aTargetWithThemIsNamedWithoutThem() throws {
        let planner = TargetPlanner(
            try config("scrape_configs: [{job_name: x, static_configs: [{targets: ['bob:\(Self.secret)@h:1']}]}]"))
        _ = planner.refresh(nowMs: 0)
        let plan = planner.plan()
        #expect(plan.targets.isEmpty && plan.problems.first?.contains("\"...@h:1\" names a user") == true)
    }
}
