// `vigie check config`: is this file right, and what of it will not be done?

import Ingest

/// The strict reading of configuration files.
public enum ConfigCheck {
    /// Reads each file as `watch` would, and its discovery files; asks no server.
    ///
    /// - Returns: lines for standard output, lines for standard error, and the exit code: 1 if any file is bad, 2 if one can not be read.
    public static func run(_ paths: [String], json: Bool) -> (output: String, errors: [String], code: Int32) {
        var errors: [String] = [], code: Int32 = 0
        var rows: [String] = [], objects: [String] = []
        for path in paths {
            do throws(UserError) {
                let config = try ConfigFile.read(path)
                let (count, problems) = try fixedTargets(config)
                errors += config.warnings.map { "\($0) (warning)" } + problems
                if !problems.isEmpty { code = max(code, 1) }
                rows.append(
                    "\(path): \(problems.isEmpty ? "ok" : "bad"), \(config.jobs.count) jobs, \(count) targets in files, \(config.warnings.count) warnings\n"
                )
                objects.append(object(path, problems.isEmpty, config.jobs.count, count, config.warnings, problems))
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
    private static func fixedTargets(_ config: WatchConfig) throws(UserError) -> (count: Int, problems: [String]) {
        var offline = config
        for index in offline.jobs.indices {
            offline.jobs[index].discoveries.removeAll {
                if case .http = $0 { true } else { false }
            }
        }
        let planner = TargetPlanner(offline)
        _ = planner.refresh(nowMs: 0)
        let plan = planner.plan()
        return (plan.targets.count, plan.problems)
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
