// `vigie convert`: between recordings, OpenMetrics text and CSV, by extension. Nothing is overwritten, nothing unfinished stays.

import Facility
import Foundation
import Recording
import Telemetry

/// One form of a hall's history into another.
public enum Conversion {
    /// - Returns: sentences for the user: what was written, what was left out, what was replaced.
    public static func run(_ options: ConvertOptions) throws(UserError) -> [String] { try report(options).lines }

    /// The same, and whether all of the text among the inputs was read.
    public static func report(_ options: ConvertOptions) throws(UserError) -> (lines: [String], isWhole: Bool) {
        guard !options.inputs.isEmpty else { throw UserError("nothing to convert; name a recording or text pages") }
        guard !FileManager.default.fileExists(atPath: options.out) else {
            throw UserError("\(options.out): is there already; nothing is overwritten")
        }
        let form = (options.out as NSString).pathExtension.lowercased()
        guard !["gz", "zst"].contains(form) else {
            let plain = (options.out as NSString).deletingPathExtension
            throw UserError("\(options.out): write \(plain), then compress it; a recording is compressed already")
        }
        var told: [String] = []
        let rules = try RuleFiles.book(options.rules) { told.append($0) }
        do {
            if isPlainImport(options) {
                let report = try unfinished(options.out) {
                    try TextImport.run(options.inputs, to: options.out, rules: rules)
                }
                return (told + report.sentences + ["\(options.out): imported"], report.losses.isEmpty)
            }
            let input = try ConversionInput(options, rules)
            let lines: [String] =
                switch form {
                case "om", "prom", "txt": try OpenMetricsExport.write(input, to: options.out)
                case "csv": try CSVExport.write(input, to: options.out)
                default:
                    try unfinished(options.out) {
                        try RecordingCopy.write(input, to: options.out, rules: options.rules)
                    }
                }
            return (told + input.faults + lines, input.set.isTextWhole)
        } catch let error as RecordingError {
            throw UserError(error.description)
        } catch let error as UserError {
            throw error
        } catch {
            throw UserError("\(options.out): \(error)")
        }
    }

    /// Removes a new recording that could not be finished: the name is free for the next try.
    static func unfinished<Result>(_ path: String, _ make: () throws -> Result) throws -> Result {
        do { return try make() } catch {
            for suffix in ["", "-wal", "-shm"] { unlink(path + suffix) }
            throw error
        }
    }

    /// Recorded text into a recording, all of it: no way round by memory. A CSV takes that way, where the rules are asked: as a recording it is small.
    private static func isPlainImport(_ options: ConvertOptions) -> Bool {
        let isText =
            !options.inputs.contains { ReplayInput.isRecording($0) || CSVFile.isMeant($0) }
        let isWhole = options.from == nil && options.to == nil && options.select == nil && !options.anonymise
        let isRecording = !["om", "prom", "txt", "csv"].contains((options.out as NSString).pathExtension.lowercased())
        return isText && isWhole && isRecording
    }
}
