// Which series stand where on a page, written once: blocks of heads shared between targets, and per table the list of its blocks.

import Telemetry

/// Numbers for series tables, new rows for the file. Used by the writer's thread.
final class LayoutRegistry {
    private let file: RecordingFile
    private var layouts: [ObjectIdentifier: (table: SeriesTable, number: Int)] = [:]
    private var blocks: [ObjectIdentifier: (block: SeriesList.Block, number: Int)] = [:]
    /// Numbers of blocks by what they say: a copy reads equal ones as many, and they are written once.
    private var numbers: [BlockPrint: Int] = [:]
    private var runs: [Int: [Int]] = [:]
    private var nextLayout: Int
    private var nextBlock: Int

    init(_ file: RecordingFile) throws(RecordingError) {
        self.file = file
        nextLayout = Int(try file.database.integer("SELECT coalesce(max(id), 0) + 1 FROM layout") ?? 1)
        nextBlock = Int(try file.database.integer("SELECT coalesce(max(id), 0) + 1 FROM block") ?? 1)
    }

    /// Numbers that the next layouts may refer to.
    var knownBlocks: [Int] { blocks.values.map(\.number) }

    /// A new epoch has layouts of its own: targets are numbered anew.
    func beginEpoch() {
        layouts = [:]
        runs = [:]
    }

    /// Series in a row that bear one name, over a whole page.
    func runs(_ layout: Int) -> [Int] { runs[layout] ?? [] }

    func number(_ table: SeriesTable, target: Int, epoch: Int64) throws(RecordingError) -> Int {
        if let known = layouts[ObjectIdentifier(table)] { return known.number }
        var writer = ByteWriter()
        writer.put(table.hosts.count)
        for host in table.hosts { writer.put(host) }
        writer.put(table.gpus.count)
        for gpu in table.gpus {
            writer.put(signed: Int64(gpu.host))
            writer.put(IdentityText.write(gpu.identity))
        }
        writer.put(table.series.parts.count)
        for part in table.series.parts {
            writer.put(try number(part.block))
            writer.put(part.range.lowerBound)
            writer.put(part.range.count)
        }
        let number = nextLayout
        nextLayout += 1
        try file.database.statement("INSERT INTO layout(id, epoch, target, bytes, sum) VALUES(?, ?, ?, ?, ?)")
            .bind(1, Int64(number)).bind(2, epoch).bind(3, Int64(target))
            .bind(4, file.zstd.compress(writer.bytes, level: 3)).bindSum(5).run()
        layouts[ObjectIdentifier(table)] = (table, number)
        runs[number] = Self.runs(table)
        return number
    }

    private func number(_ block: SeriesList.Block) throws(RecordingError) -> Int {
        if let known = blocks[ObjectIdentifier(block)] { return known.number }
        let bytes = LayoutBytes.write(block), print = BlockPrint(bytes)
        if let known = numbers[print] { return known }
        let number = nextBlock
        nextBlock += 1
        numbers[print] = number
        try file.database.statement("INSERT INTO block(id, bytes) VALUES(?, ?)").bind(1, Int64(number))
            .bind(2, file.zstd.compress(bytes, level: 3)).run()
        blocks[ObjectIdentifier(block)] = (block, number)
        return number
    }

    private static func runs(_ table: SeriesTable) -> [Int] {
        var runs: [Int] = []
        var last = ""
        for series in table.series {
            if series.name == last, let count = runs.last {
                runs[runs.count - 1] = count + 1
            } else {
                runs.append(1)
                last = series.name
            }
        }
        return runs
    }
}
