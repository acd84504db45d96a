// Putting a filter in force and keeping it under a name.

import Storage

extension ConsoleState {
    static let savedLimit = 200

    mutating func use(filter text: String, scene: Scene) {
        do {
            let parsed = try Filter(text, scene.vocabulary)
            filter = parsed.isEmpty ? nil : parsed
            settle(scene)
            guard let matches else {
                notice = "no filter: everything is meant"
                return
            }
            let meant = Self.meant(matches, scene), verb = meant.hasPrefix("1 ") ? "matches" : "match"
            notice =
                "\(text): \(meant) \(verb); \(scene.keys.label(.nextMatch)) next, : keep NAME keeps it"
        } catch { notice = error.description }
    }

    /// `144 GPUs`; where nobody shows any, `18 hosts`.
    static func meant(_ matches: FilterMatches, _ scene: Scene) -> String {
        scene.snapshot.topology.gpuCount > 0
            ? Figures.counted(matches.gpuCount, "GPU") : Figures.counted(matches.trays.count { $0 }, "host")
    }

    /// The job that most GPUs of the selected place name, as a filter: a map, an order and a timeline of it in every view.
    mutating func toggleJob(_ scene: Scene) {
        let place = linePlace(scene) ?? selectedPlace(scene)
        guard let job = Sentence.job(scene.snapshot.topology.gpus(of: place), scene.snapshot) else {
            notice = "\(Sentence.name(place, scene.snapshot.topology)) runs no job that a page names"
            return
        }
        let text = "job=\"\(job.replacing("\"", with: "\\\""))\""
        use(filter: filter?.text == text ? "" : text, scene: scene)
    }

    mutating func keepFilter(_ name: String) {
        guard let filter else {
            notice = "no filter to keep; type / first"
            return
        }
        guard savedFilters[name] != nil || savedFilters.count < Self.savedLimit else {
            notice = "\(Self.savedLimit) filters are kept already"
            return
        }
        savedFilters[name] = filter.text
        notice = "kept \"\(filter.text)\" as \(name); : use \(name) brings it back"
    }
}
