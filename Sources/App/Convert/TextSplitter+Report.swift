// What is told of a file that is taken apart: each line and sample that is left out, and times that nobody wrote down.

import Telemetry

extension TextSplitter {
    /// Whether its last line is `# EOF`, whatever blanks and line ends stand behind.
    private static func endsAsOpenMetrics(_ bytes: [UInt8]) -> Bool {
        let text = bytes[..<((bytes.lastIndex { ![0x20, 0x09, 0x0A, 0x0D].contains($0) } ?? -1) + 1)]
        return text.suffix(5).elementsEqual("# EOF".utf8) && (text.count == 5 || text[text.count - 6] == 0x0A)
    }

    /// The file's scrapes; what of it is lost or assumed goes into the report.
    mutating func pages(of page: DatedFile, _ bytes: [UInt8], _ report: inout TextReport) -> [TextPage] {
        let path = page.path
        let isOpenMetrics =
            TextFiles.isOpenMetrics(path)
            || Self.endsAsOpenMetrics(bytes)
        let (found, faults) = split(bytes, isOpenMetrics ? .openmetrics : .prometheus)
        report.losses += faults.losses(path)
        report.notes += faults.notes(path)
        if leftOut > 0 {
            report.losses.append(
                "\(path): \(Plural.counted(leftOut, "sample")) left out, of times before 1970 or after 9999")
        }
        if repeated > 0 {
            report.losses.append(
                "\(path): \(Plural.counted(repeated, "sample")) left out, their series have a value at that time already"
            )
        }
        if let assumed {
            let source = page.isDated ? "which is its name's" : "when the file was changed last"
            report.notes.append(
                "\(path): \(assumed.pages) pages without times: taken to be \(assumed.spacingMs / 1_000) s apart, the last at"
                    + " \(CSVExport.time(Timestamp(milliseconds: timeMs))), \(source)")
        }
        if found.isEmpty, faults.count == 0 {
            report.losses.append("\(path): not a metrics page: no samples")
        }
        return found
    }
}
