// `vigie check config`: is this file right, and what of it will not be done?

import Ingest
import Telemetry

/// The strict reading of configuration files.
public enum ConfigCheck {
    /// Reads each file as `watch` would, and its discovery files; asks no server.
    ///
    /// - Parameter themesFolder: `--themes-dir`, where a theme may be that a file names.
    /// - Returns: lines for standard output, lines for standard error, and the exit code: 1 if any file is bad, 2 if one can not be read.
    public static func run(
        _ paths: [String], json: Bool, themesFolder: String? = nil
    ) -> (output: String, errors: [String], code: Int32) {
        var errors: [String] = [], code: Int32 = 0
        var rows: [String] = [], objects: [String] = []
        for path in paths {
            do throws(UserError) {
                let (config, mistakes) = try ConfigFile.check(path, themesFolder: themesFolder)
                guard mistakes.all.isEmpty else {
                    errors += config.warnings.map { "\($0) (warning)" } + mistakes.lines(path)
                    objects.append(object(path, false, 0, 0, config.warnings, mistakes.lines(path)))
                    code = max(code, 1)
                    continue
                }
                let plan = fixedTargets(config)
                let count = plan.targets.count, problems = plan.problems, warnings = config.warnings + plan.warnings
                errors += warnings.map { "\($0) (warning)" } + problems
                if !problems.isEmpty { code = max(code, 1) }
                rows.append(
                    "\(path): \(problems.isEmpty ? "ok" : "bad"), \(Plural.counted(config.jobs.count, "job")), "
                        + "\(Plural.counted(count, "target")) in files, \(Plural.counted(warnings.count, "warning"))\n"
                )
                objects.append(object(path, problems.isEmpty, config.jobs.count, count, warnings, problems))
            } catch {
                errors.append(error.description)
                objects.append(object(path, false, 0, 0, [], [error.description]))
                code = max(code, PageFile.exists(path) ? 1 : 2)
            }
        }
        let output = json ? "[" + objects.joined(separator: ",\n ") + "]\n" : rows.joined()
        return (output, errors, code)
    }

    /// Targets that files name; lists of servers are not asked.
    private static func fixedTargets(_ config: WatchConfig) -> WatchPlan {
        var offline = config
        for index in offline.jobs.indices {
            offline.jobs[index].discoveries.removeAll {
                if case .http = $0 { true } else { false }
            }
        }
        let planner = TargetPlanner(offline)
        _ = planner.refresh(nowMs: 0)
        return planner.plan()
    }

    private static func object(
        _ path: String, _ isGood: Bool, _ jobs: Int, _ targets: Int, _ warnings: [String], _ problems: [String]
    ) -> String {
        JSONText.object([
            ("file", .text(path)), ("ok", .flag(isGood)), ("jobs", .number(Double(jobs))),
            ("targets", .number(Double(targets))), ("warnings", .list(warnings.map { .text($0) })),
            ("errors", .list(problems.map { .text($0) })),
        ])
    }
}
