// A block of series as bytes: name and labels as the page prints them, and what each number means.

import Telemetry

enum LayoutBytes {
    /// The blocks that a layout is made of; nil if its bytes are damaged.
    static func blocks(_ bytes: [UInt8]) -> [Int]? {
        var reader = ByteReader(bytes)
        for _ in 0..<reader.count() { _ = reader.skipCounted() }
        for _ in 0..<reader.count() {
            _ = reader.signed()
            _ = reader.skipCounted()
        }
        var blocks: [Int] = []
        for _ in 0..<reader.count() {
            blocks.append(reader.integer())
            _ = (reader.integer(), reader.integer())
        }
        return reader.isValid ? blocks : nil
    }

    static func write(_ block: SeriesList.Block) -> [UInt8] {
        var writer = ByteWriter()
        writer.put(block.series.count)
        for (index, series) in block.series.enumerated() {
            let printed = index < block.printed.count ? block.printed[index] : (series.name, series.labels)
            writer.put(printed.0)
            writer.put(printed.1)
            writer.put(series.name == printed.0 ? "" : series.name)
            // As printed, none at all, or others by a rule.
            writer.put(series.labels == printed.1 ? 0 : series.labels.isEmpty ? 1 : 2)
            if series.labels != printed.1, !series.labels.isEmpty { writer.put(series.labels) }
            writer.put((series.metric?.index ?? -1) + 1)
            writer.put(bits: series.factor)
            writer.put(signed: Int64(series.host))
            writer.put(signed: Int64(series.gpu))
            writer.put(series.sub.map { Int($0.kind.rawValue) + 1 } ?? 0)
            writer.put(series.sub?.number ?? 0)
            writer.put(signed: Int64(series.part))
            writer.put(Int(series.rank))
            writer.put(
                (series.isCounter ? 1 : 0) | (series.hasBlanks ? 2 : 0) | (series.mayBePercent ? 4 : 0)
                    | (series.isDropped ? 8 : 0) | (series.isMoment ? 16 : 0))
        }
        return writer.bytes
    }

    /// nil if the bytes are no block.
    static func block(_ bytes: [UInt8]) -> SeriesList.Block? {
        var reader = ByteReader(bytes)
        let count = reader.count()
        guard count <= SeriesList.blockSize, reader.isValid else { return nil }
        var series: [SeriesTable.Series] = [], printed: [(name: String, labels: String)] = []
        for _ in 0..<count {
            let name = reader.text(), labels = reader.text(), other = reader.text()
            let form = reader.integer()
            let kept = form == 0 ? labels : form == 1 ? "" : reader.text()
            let metric = reader.integer() - 1, factor = reader.double()
            let host = Int(truncatingIfNeeded: reader.signed()), gpu = Int(truncatingIfNeeded: reader.signed())
            let kind = reader.integer(), number = reader.integer()
            let sub = kind > 0 ? SubEntity.Kind(rawValue: UInt8(clamping: kind - 1)).map { SubEntity($0, number) } : nil
            let part = Int32(truncatingIfNeeded: reader.signed()), rank = reader.integer(), flags = reader.integer()
            printed.append((name, labels))
            series.append(
                SeriesTable.Series(
                    name: other.isEmpty ? name : other, labels: kept,
                    metric: metric >= 0 && metric < 1 << 16 ? MetricID(metric) : nil, factor: factor, host: host,
                    gpu: gpu,
                    sub: sub, part: part, rank: rank, isCounter: flags & 1 != 0, isMoment: flags & 16 != 0,
                    hasBlanks: flags & 2 != 0, mayBePercent: flags & 4 != 0, isDropped: flags & 8 != 0))
        }
        return reader.isValid ? SeriesList.Block(series, printed: printed) : nil
    }
}
