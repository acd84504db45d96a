// What pages of an import say against each other: of one source at one time, and of one GPU by several sources. It decides nothing: the store does
// that as it does live.

import Storage
import Telemetry

/// Asked page by page, in order of time.
struct PageClaims {
    private struct Claim {
        let slot: Int64
        let source: String
        let series: String
    }

    private struct Pair: Hashable {
        let first: String
        let second: String
    }

    private var last: [String: (timeMs: Int64, slot: Int64, file: Int)] = [:]
    private var claims: [String: Claim] = [:]
    private var sameTime: [String: Int] = [:], sameSlot: [String: Int] = [:]
    private var together: [Pair: (gpu: String, pages: Int)] = [:], byTurns: [Pair: (gpu: String, pages: Int)] = [:]

    mutating func take(_ page: TextPage, stepMs: Int64, _ table: SeriesTable) {
        let slot = page.timeMs / stepMs
        if let before = last[page.source] {
            if before.timeMs == page.timeMs, before.file != page.file {
                sameTime[page.source, default: 0] += 1
            } else if before.slot == slot {
                sameSlot[page.source, default: 0] += 1
            }
        }
        last[page.source] = (page.timeMs, slot, page.file)
        // Exporters of different kinds may well tell of the same GPU.
        guard let series = Self.firstGPUSeries(table) else { return }
        var rivals: [Pair: (gpu: String, isTogether: Bool)] = [:]
        for (_, gpu) in table.gpus where !gpu.uuid.isEmpty {
            if let other = claims[gpu.uuid], other.source != page.source, other.series == series {
                let pair = Pair(first: min(other.source, page.source), second: max(other.source, page.source))
                rivals[pair] = (gpu.uuid, other.slot == slot || rivals[pair]?.isTogether == true)
            }
            claims[gpu.uuid] = Claim(slot: slot, source: page.source, series: series)
        }
        for (pair, rival) in rivals {
            if rival.isTogether {
                together[pair, default: (rival.gpu, 0)].pages += 1
            } else {
                byTurns[pair, default: (rival.gpu, 0)].pages += 1
            }
        }
    }

    private static func firstGPUSeries(_ table: SeriesTable) -> String? {
        for part in table.series.parts {
            if let series = part.block.series.first(where: { $0.gpu >= 0 }) { return series.name }
        }
        return nil
    }

    /// Of whose values not all can be shown, in sentences.
    var losses: [String] {
        sameTime.sorted { $0.key < $1.key }.map { source, pages in
            "\(source): \(Plural.counted(pages, "page")) of the very time of another file of that name: of what both say one is shown;"
                + " give them times in their names, host-2026-11-30T10:00:00Z.prom"
        }
            + sentences(together) {
                "both tell of \($0) at the same time, in \($1): one of them is shown; leave the other out"
            }
            + sentences(byTurns) {
                "tell of \($0) by turns, in \($1): who spoke first is shown as long as it may answer;"
                    + " if they are one host, name them alike, with times"
            }
    }

    /// What is recorded and not on every screen, in sentences.
    var notes: [String] {
        sameSlot.sorted { $0.key < $1.key }.map { source, pages in
            "\(source): \(Plural.counted(pages, "page")) in one slot with another: all are recorded, screens show the last"
        }
    }

    private func sentences(_ pairs: [Pair: (gpu: String, pages: Int)], _ words: (String, String) -> String) -> [String]
    {
        pairs.sorted { ($0.key.first, $0.key.second) < ($1.key.first, $1.key.second) }.map { pair, what in
            "\(pair.first) and \(pair.second): " + words(what.gpu, Plural.counted(what.pages, "page"))
        }
    }
}
