// `vigie convert`: between recordings, OpenMetrics text and CSV, by extension. Nothing is overwritten.

import Facility
import Foundation
import Recording
import Telemetry

/// One form of a hall's history into another.
public enum Conversion {
    /// - Returns: sentences for the user: what was written, what was replaced.
    public static func run(_ options: ConvertOptions) throws(UserError) -> [String] {
        guard !options.inputs.isEmpty else { throw UserError("nothing to convert; name a recording or text pages") }
        guard !FileManager.default.fileExists(atPath: options.out) else {
            throw UserError("\(options.out): is there already; nothing is overwritten")
        }
        do {
            if isPlainImport(options) {
                let faults = try TextImport.run(options.inputs, to: options.out)
                return faults + ["\(options.out): imported"]
            }
            let input = try ConversionInput(options)
            switch (options.out as NSString).pathExtension {
            case "om", "prom", "txt": return try OpenMetricsExport.write(input, to: options.out)
            case "csv": return try CSVExport.write(input, to: options.out)
            default: return try RecordingCopy.write(input, to: options.out)
            }
        } catch let error as RecordingError {
            throw UserError(error.description)
        } catch let error as UserError {
            throw error
        } catch {
            throw UserError("\(options.out): \(error)")
        }
    }

    /// Recorded text into a recording, all of it: no way round by memory.
    private static func isPlainImport(_ options: ConvertOptions) -> Bool {
        let isText = !options.inputs.contains(where: ReplayInput.isRecording)
        let isWhole = options.from == nil && options.to == nil && options.select == nil && !options.anonymise
        let isRecording = !["om", "prom", "txt", "csv"].contains((options.out as NSString).pathExtension)
        return isText && isWhole && isRecording
    }
}
