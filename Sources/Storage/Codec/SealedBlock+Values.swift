// Values out of a block: a series, a slot, a chunk (unsafe inside: pointers to the caller's memory).

import Telemetry

extension SealedBlock {
    /// The position of a column by its identifier, nil if the block has none.
    public func column(identifier: UInt16) -> Int? { columns.firstIndex(of: identifier) }

    /// One entity's values, `head.slots` of them.
    ///
    /// - Returns: false if there is no such column or entity, or the chunk is damaged.
    public func read(column: Int, entity: Int, into output: UnsafeMutablePointer<Float>) -> Bool {
        guard let chunk = chunk(of: entity), let reader = self.column(column, chunk: chunk, as: Float.self) else {
            return false
        }
        let index = entity - chunks[chunk].entities.lowerBound
        return reader.decode(index..<index + 1, into: output)
    }

    /// One slot's values of all entities.
    ///
    /// - Parameter slot: counted from the block's first.
    public func read(column: Int, slot: Int, into output: UnsafeMutablePointer<Float>) -> Bool {
        for chunk in chunks.indices {
            guard let reader = self.column(column, chunk: chunk, as: Float.self),
                reader.decode(slot: slot, into: output + chunks[chunk].entities.lowerBound)
            else { return false }
        }
        return true
    }

    /// All values of a chunk's entities, entity after entity, `head.slots` each.
    public func read(column: Int, chunk: Int, into output: UnsafeMutablePointer<Float>) -> Bool {
        self.column(column, chunk: chunk, as: Float.self)?.decode(into: output) ?? false
    }

    /// All wire values of a chunk's series, series after series, `head.slots` each.
    public func readWire(column: Int, chunk: Int, into output: UnsafeMutablePointer<Double>) -> Bool {
        self.column(column, chunk: chunk, as: Double.self)?.decode(into: output) ?? false
    }

    /// One wire slot of a chunk's series.
    public func readWire(column: Int, chunk: Int, slot: Int, into output: UnsafeMutablePointer<Double>) -> Bool {
        self.column(column, chunk: chunk, as: Double.self)?.decode(slot: slot, into: output) ?? false
    }
}
