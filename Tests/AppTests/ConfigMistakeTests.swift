// A check names everything that is wrong in a configuration, once, and nothing that only follows from it; a running program takes none of it.

import Foundation
import Testing

@testable import App

struct ConfigMistakeTests {
    private func check(_ text: String) throws -> (
        errors: [String], result: (output: String, errors: [String], code: Int32)
    ) {
        let folder = try Folder(), file = try folder.write("p.yml", text)
        let result = ConfigCheck.run([file], json: false)
        return (result.errors.map { $0.replacing(file, with: "p.yml") }, result)
    }

    static let broken = """
        global:
          scrape_interval: fast
          sample_limit: many
        scrape_configs:
        - job_name: one
          scheme: ftp
          honor_labels: perhaps
          static_configs:
          - targets: [a:1]
            lables: {x: y}
          - targets: 5
          - targets: [b:1]
          relabel_configs:
          - action: explode
          - {action: hashmod, target_label: a}
          - {action: labeldrop, regex: zone}
        - job_name: one
          scrap_interval: 1s
          metric_path: /m
          basic_auth: {password: y}
          tls_config: {cert_file: /nowhere.pem}
        - scrape_interval: 1s
          scrape_timeout: 2s
          http_sd_configs: [{url: 'ftp://x'}, {url: 'http://x', refresh: 1s}]
        vigie:
          hal: x
          retention: {every_slot: 5s}
          keys: {fly: x}
          filters: {hot: 'temp>8x'}
        odd: 1
        """

    @Test func everyMistakeIsNamed() throws {
        let folder = try Folder(), file = try folder.write("p.yml", Self.broken)
        let found = try ConfigFile.check(file).mistakes.all.map { $0.replacing(file, with: "p.yml") }
        let expected = [
            "2:20: \"fast\"", "3:17: \"many\" is no whole number", "6:11: the scheme", "7:17: \"perhaps\"",
            "10:5: no key \"lables\"", "11:14: a list is expected", "14:13: no action", "15:5: hashmod needs",
            "17:3: two jobs are called one", "18:3: no key \"scrap_interval\"", "19:3: no key \"metric_path\"",
            "20:15: username is missing", "21:27: /nowhere.pem", "22:3: job_name is missing",
            "23:19: the time-out is longer", "24:27: \"ftp://x\" is no URL", "24:57: no key \"refresh\"",
            "26:3: no key \"hal\"", "27:27: a time between", "28:10: no command \"fly\"", "29:18: ",
            "30:1: no key \"odd\"",
        ]
        for place in expected { #expect(found.contains { $0.hasPrefix("p.yml:" + place) }, "\(place): \(found)") }
        #expect(found.count == expected.count, "\(found)")
        let (errors, result) = try check(Self.broken)
        #expect(result.code == 1 && result.output.isEmpty && errors.count == ConfigMistakes.shown + 1)
        #expect(errors.last == "p.yml: \(expected.count - ConfigMistakes.shown) more", "\(errors)")
    }

    /// The way that counts stops at the first one.
    @Test func aRunningProgramTakesNothingOfIt() {
        #expect(throws: UserError.self) { try ConfigFile.parse(Self.broken, path: "p.yml") }
        do { _ = try ConfigFile.parse(Self.broken, path: "p.yml") } catch {
            #expect(error.description.hasPrefix("p.yml:2:20: \"fast\""))
        }
    }

    /// Both read the same.
    @Test func aGoodFileHasNone() throws {
        let folder = try Folder(), file = try folder.write("p.yml", ConfigFileTests.whole)
        let (config, mistakes) = try ConfigFile.check(file)
        let whole = try ConfigFile.read(file)
        #expect(mistakes.all.isEmpty && config.jobs.map(\.scrape.name) == whole.jobs.map(\.scrape.name))
        #expect(config.warnings == whole.warnings && config.files == whole.files)
    }

    /// What makes no target is named where it is written.
    @Test func aBadTargetHasItsPlace() throws {
        let (errors, result) = try check(
            """
            scrape_configs:
            - job_name: a
              static_configs:
              - targets: ["good:1", "b:99999"]
              - targets:
                - ""
            """)
        #expect(result.code != 0)
        #expect(errors.contains { $0.contains("p.yml:4:25: job a: \"b:99999\" makes no URL") }, "\(errors)")
        #expect(
            errors.contains { $0.contains("p.yml:6:7: a target of job a has no address; write host:port") }, "\(errors)"
        )
    }

    @Test func veryManyAreCounted() throws {
        let jobs = (0..<50).map { "- {job_name: j\($0), scheme: ftp}\n" }.joined()
        let (errors, result) = try check("scrape_configs:\n" + jobs)
        #expect(errors.count == 21 && errors[19].hasPrefix("p.yml:21:") && errors[20] == "p.yml: 30 more", "\(errors)")
        #expect(result.code == 1)
    }

    /// What several jobs inherit is one mistake; what follows from one is none.
    @Test func aMistakeIsToldOnce() throws {
        let shared = """
            scrape_configs:
            - {job_name: a, <<: &d {scheme: ftp}}
            - {job_name: b, <<: *d}
            - {job_name: c, scrape_interval: fast, scrape_timeout: 90s}
            vigie: {catalogue: /nowhere.yml, filters: {mine: 'no_such_metric>1'}}
            """
        let (errors, _) = try check(shared)
        #expect(errors.count == 3, "\(errors)")
        #expect(
            errors.contains { $0.contains("/nowhere.yml can not be read") } && errors.contains { $0.contains("fast") })
    }

    @Test func objectsListThemToo() throws {
        let folder = try Folder()
        let file = try folder.write(
            "p.yml", "scrape_configs:\n- {job_name: a, scheme: ftp}\n- {job_name: b, scheme: x}\n")
        let result = ConfigCheck.run([file, "/nowhere.yml"], json: true)
        let objects = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [[String: Any]]
        #expect((objects?[0]["errors"] as? [String])?.count == 2 && objects?[0]["ok"] as? Bool == false)
        #expect(result.code == 2 && result.errors.count == 3)
    }
}
