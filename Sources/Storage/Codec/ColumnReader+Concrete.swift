// The reader's and the encoder's doors for other targets (unsafe inside: borrowed buffers): compiled here for both widths, so that
// callers get the specialised loops.

extension ColumnReader where T == Float {
    /// A column of a track. `bytes` must outlive the reader.
    public init?(track bytes: UnsafeRawBufferPointer, series: Int, slots: Int) {
        self.init(checking: bytes, series: series, slots: slots)
    }

    /// All values, series after series. False if the column is damaged.
    public func readAll(into output: UnsafeMutablePointer<Float>) -> Bool { decode(into: output) }

    /// The values of some series, `slots` each. False if the column is damaged.
    public func read(series range: Range<Int>, into output: UnsafeMutablePointer<Float>) -> Bool {
        decode(range, into: output)
    }

    /// One value per series. False if the column is damaged.
    public func read(slot: Int, into output: UnsafeMutablePointer<Float>) -> Bool { decode(slot: slot, into: output) }
}

extension ColumnReader where T == Double {
    /// A column of the wire. `bytes` must outlive the reader.
    public init?(wire bytes: UnsafeRawBufferPointer, series: Int, slots: Int) {
        self.init(checking: bytes, series: series, slots: slots)
    }

    /// All values, series after series. False if the column is damaged.
    public func readAll(into output: UnsafeMutablePointer<Double>) -> Bool { decode(into: output) }

    /// The values of some series, `slots` each. False if the column is damaged.
    public func read(series range: Range<Int>, into output: UnsafeMutablePointer<Double>) -> Bool {
        decode(range, into: output)
    }

    /// One value per series. False if the column is damaged.
    public func read(slot: Int, into output: UnsafeMutablePointer<Double>) -> Bool { decode(slot: slot, into: output) }
}
