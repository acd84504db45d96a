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
            "20:15: username is missing", "20:26: a secret in a file that everybody here can read",
            "21:15: cert_file and key_file belong together", "21:27: /nowhere.pem", "22:3: job_name is missing",
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

    /// Settings that only show when they are used, and mappings with several mistakes.
    @Test func everyMistakeOfOneMappingIsNamed() throws {
        let text = """
            scrape_configs:
            - job_name: a
              file_sd_configs:
              - {refresh_interval: 0s, file: [x.json]}
              http_sd_configs:
              - {url: 'ftp://x', refresh_interval: 0s}
              relabel_configs:
              - {source_labels: zone, regex: (, modulus: 0, target_labl: x, action: hashmod}
              - {source_labels: ['', [b]], target_label: t}
              static_configs:
              - {targets: [[x], 'h:1'], labels: {'': v, rack: [A01]}, lables: {}}
              basic_auth: {password_file: /nowhere, user: x}
              tls_config: {ca_file: /nowhere.pem, min_version: TLS9, insecure_skip_verify: perhaps}
            vigie:
              theme: nope
              tz: Nowhere/Else
              retention: {every_slot: 5s, memory: 1MB}
              keys: {fly: x, copy: [hyper-x, w], swim: y}
              filters: {hot: 'temp>8x', cold: 'temp<'}
            """
        let folder = try Folder(), file = try folder.write("p.yml", text)
        let found = try ConfigFile.check(file).mistakes.all.map { $0.replacing(file, with: "p.yml") }
        let expected = [
            "4:5: files is missing", "4:24: a list of targets is read again", "4:28: no key \"file\"",
            "6:11: \"ftp://x\" is no URL", "6:40: a list of targets", "8:21: a list is expected here",
            "8:34: regex \"(\"", "8:46: \"0\" is no modulus", "8:49: no key \"target_labl\"",
            "8:5: hashmod needs a target_label", "9:22: a label has a name", "9:26: a text is expected",
            "11:16: a text is expected", "11:38: a label has a name", "11:51: a text is expected",
            "11:59: no key \"lables\"", "12:15: username is missing", "12:31: /nowhere can not be read",
            "12:41: no key \"user\"", "13:25: /nowhere.pem can not be read", "13:52: min_version is TLS12 or TLS13",
            "13:80: \"perhaps\" is neither", "15:10: no theme \"nope\"; known: ", "16:7: no time zone \"Nowhere/Else\"",
            "17:27: a time between", "17:39: memory between", "18:10: no command \"fly\"", "18:18: copy: no key",
            "18:18: key \"w\" stands for", "18:38: no command \"swim\"", "19:18: ", "19:35: ",
        ]
        for place in expected { #expect(found.contains { $0.hasPrefix("p.yml:" + place) }, "\(place): \(found)") }
        #expect(found.count == expected.count, "\(found)")
    }

    /// A theme is where the command line says that themes are.
    @Test func aThemeOfAnotherFolderIsKnownThere() throws {
        let folder = try Folder(), file = try folder.write("p.yml", "vigie: {theme: house}\n")
        let dark = try String(contentsOfFile: ThemeFileTests.folder + "/dark.yml", encoding: .utf8)
        _ = try folder.write("themes/house.yml", dark.replacing("name: dark", with: "name: house"))
        let without = ConfigCheck.run([file], json: false)
        let with = ConfigCheck.run([file], json: false, themesFolder: folder.path + "/themes")
        #expect(without.code == 1 && without.errors.first?.contains(":1:16: no theme \"house\"") == true)
        #expect(with.code == 0, "\(with.errors)")
        // The console says where the name stands.
        var screen = ScreenOptions(themes: try ThemeLibrary(directory: nil))
        #expect(throws: UserError.self) { try ConfigFile.read(file).settings.apply(to: &screen) }
        do { try ConfigFile.read(file).settings.apply(to: &screen) } catch {
            #expect(error.description.hasPrefix(file + ":1:16: no theme"))
        }
    }

    /// What is allowed and hardly ever meant is a warning; also beside mistakes.
    @Test func oddNamesAndHastyListsAreWarnings() throws {
        let text = """
            scrape_configs:
            - job_name: a
              file_sd_configs: [{files: [x.json], refresh_interval: 100ms}]
              relabel_configs:
              - {source_labels: [a-b, __address__], target_label: 9x}
              - {source_labels: [a], target_label: "${1}_x"}
              static_configs: [{labels: {"rack name": A01}}]
              scheme: ftp
            """
        let (errors, result) = try check(text)
        let warnings = errors.filter { $0.hasSuffix("(warning)") }
        for place in ["3:57: vigie asks", "5:22: few exporters", "5:55: few exporters", "7:30: few exporters"] {
            #expect(warnings.contains { $0.hasPrefix("p.yml:" + place) }, "\(place): \(errors)")
        }
        #expect(warnings.count == 4 && errors.count == 5 && result.code == 1, "\(errors)")
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
