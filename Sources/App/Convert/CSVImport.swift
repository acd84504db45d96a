// A CSV of canonical values as a recording, moment by moment. The file is read twice, first for what it is about: neither time is it held.
// Nothing is computed from its values, not even rates, which are rates already.

import Facility
import Glibc
import Recording
import Telemetry

enum CSVImport {
    /// - Returns: what could not be read, in sentences.
    static func run(_ path: String, to out: String) throws -> [String] {
        var status = stat()
        guard stat(path, &status) != 0 || status.st_mode & S_IFMT == S_IFREG else {
            throw UserError("\(path): no plain file; a CSV is read twice, so write it into a file first")
        }
        let catalogue = Catalogue.standard
        let survey = try CSVSurvey(path, catalogue)
        let entities = entities(survey)
        let recorder = try ValueRecorder(
            out, topology: survey.topology, catalogue: catalogue, values: survey.values, mode: "csv")
        var reader = try CSVReader(path, catalogue), places = survey.places, parts = survey.parts[...]
        var time: Timestamp?
        while let row = try reader.next(&places) {
            if row.time != time {
                if let time { try recorder.close(at: time) }
                time = row.time
                if let part = parts.first, part.first == row.time {
                    recorder.beginPart(start: part.first - part.stepMs, stepMs: part.stepMs)
                    parts.removeFirst()
                }
            }
            // What was added to the file meanwhile has no place in what was learned of it.
            guard row.place < entities.count else {
                throw UserError("\(path): it changed while it was read; try again")
            }
            if !recorder.put(row.metric, entities[row.place], row.value) {
                reader.leaveOut("this place has a value of this metric and time already; leave one of them")
            }
        }
        if let time { try recorder.close(at: time) }
        _ = try recorder.finish()
        let damage = reader.damage.map { ["\(path): \($0); what stands before the damage is read"] } ?? []
        return reader.faults.sentences + damage
    }

    /// The number of each place's GPU or tray.
    private static func entities(_ survey: CSVSurvey) -> [Int] {
        let topology = survey.topology
        return survey.places.all.map { place in
            guard let tray = topology.tray(ofHost: place.trayPath) else { return 0 }
            return place.gpu.map { topology.trays[tray].gpus.lowerBound + $0 } ?? tray
        }
    }
}
