// A compiled terminal description: read, changed in memory, written again. It knows the file format, not what capabilities mean.
// Source: term(5).

/// Capabilities by their number, and extended ones by name.
struct TerminfoEntry {
    var names: [UInt8]
    var booleans: [UInt8]
    var numbers: [Int32]
    /// nil is absent.
    var strings: [[UInt8]?]
    var extendedBooleans: [(name: String, value: UInt8)] = []
    var extendedNumbers: [(name: String, value: Int32)] = []
    var extendedStrings: [(name: String, value: [UInt8]?)] = []

    private static let shortMagic = 0o432, wideMagic = 0o1036

    /// - Returns: nil if the bytes are no entry, or a damaged one.
    init?(_ bytes: [UInt8]) {
        var reader = Reader(bytes: bytes)
        guard let magic = reader.short(), magic == Self.shortMagic || magic == Self.wideMagic,
            let nameSize = reader.short(),
            let booleanCount = reader.short(), let numberCount = reader.short(), let stringCount = reader.short(),
            let tableSize = reader.short(), min(nameSize, booleanCount, numberCount, stringCount, tableSize) >= 0,
            let names = reader.take(nameSize), let booleans = reader.take(booleanCount)
        else { return nil }
        reader.align()
        let wide = magic == Self.wideMagic
        guard let numbers = reader.numbers(numberCount, wide: wide),
            let offsets = reader.numbers(stringCount, wide: false),
            let table = reader.take(tableSize)
        else { return nil }
        self.names = names
        self.booleans = booleans
        self.numbers = numbers
        strings = offsets.map { Reader.text(table, Int($0)) }
        reader.align()
        readExtended(&reader, wide: wide)
    }

    private mutating func readExtended(_ reader: inout Reader, wide: Bool) {
        guard let booleanCount = reader.short(), let numberCount = reader.short(), let stringCount = reader.short(),
            reader.short() != nil, let tableSize = reader.short(),
            min(booleanCount, numberCount, stringCount, tableSize) >= 0,
            let booleans = reader.take(booleanCount)
        else { return }
        reader.align()
        let nameCount = booleanCount + numberCount + stringCount
        guard let numbers = reader.numbers(numberCount, wide: wide),
            let offsets = reader.numbers(stringCount, wide: false),
            let nameOffsets = reader.numbers(nameCount, wide: false), let table = reader.take(tableSize)
        else { return }
        let values = offsets.map { Reader.text(table, Int($0)) }
        // Names follow the values; their offsets count from there.
        let base = values.reduce(0) { $0 + ($1.map { $0.count + 1 } ?? 0) }
        let names = nameOffsets.map { String(decoding: Reader.text(table, base + Int($0)) ?? [], as: UTF8.self) }
        extendedBooleans = zip(names, booleans).map { ($0, $1) }
        extendedNumbers = zip(names.dropFirst(booleanCount), numbers).map { ($0, $1) }
        extendedStrings = zip(names.dropFirst(booleanCount + numberCount), values).map { ($0, $1) }
    }

    /// The entry in the wide format, whatever it was read from.
    var bytes: [UInt8] {
        var writer = Writer()
        var table: [UInt8] = []
        let offsets = strings.map { Writer.add($0, to: &table) }
        for value in [Self.wideMagic, names.count, booleans.count, numbers.count, strings.count, table.count] {
            writer.short(value)
        }
        writer.bytes += names + booleans
        writer.align()
        numbers.forEach { writer.long($0) }
        offsets.forEach { writer.short($0) }
        writer.bytes += table
        writer.align()
        var extended: [UInt8] = []
        let values = extendedStrings.map { Writer.add($0.value, to: &extended) }
        var nameTable: [UInt8] = []
        let all = extendedBooleans.map(\.name) + extendedNumbers.map(\.name) + extendedStrings.map(\.name)
        let nameOffsets = all.map { Writer.add(Array($0.utf8), to: &nameTable) }
        let items = values.filter { $0 >= 0 }.count + all.count
        for value in [
            extendedBooleans.count, extendedNumbers.count, extendedStrings.count, items,
            extended.count + nameTable.count,
        ] {
            writer.short(value)
        }
        writer.bytes += extendedBooleans.map(\.value)
        writer.align()
        extendedNumbers.forEach { writer.long($0.value) }
        (values + nameOffsets).forEach { writer.short($0) }
        writer.bytes += extended + nameTable
        return writer.bytes
    }

    private struct Reader {
        let bytes: [UInt8]
        var at = 0

        mutating func short() -> Int? {
            guard at + 2 <= bytes.count else { return nil }
            defer { at += 2 }
            return Int(Int16(truncatingIfNeeded: Int(bytes[at]) | Int(bytes[at + 1]) << 8))
        }

        mutating func take(_ count: Int) -> [UInt8]? {
            guard count >= 0, at + count <= bytes.count else { return nil }
            defer { at += count }
            return Array(bytes[at..<at + count])
        }

        mutating func align() { at += at % 2 }

        mutating func numbers(_ count: Int, wide: Bool) -> [Int32]? {
            guard let raw = take(count * (wide ? 4 : 2)) else { return nil }
            return (0..<count).map { index in
                guard wide else {
                    return Int32(Int16(truncatingIfNeeded: Int(raw[index * 2]) | Int(raw[index * 2 + 1]) << 8))
                }
                return (0..<4).reduce(Int32(0)) { $0 | Int32(bitPattern: UInt32(raw[index * 4 + $1])) << Int32($1 * 8) }
            }
        }

        static func text(_ table: [UInt8], _ offset: Int) -> [UInt8]? {
            guard offset >= 0, offset < table.count, let end = table[offset...].firstIndex(of: 0) else { return nil }
            return Array(table[offset..<end])
        }
    }

    private struct Writer {
        var bytes: [UInt8] = []

        mutating func short(_ value: Int) {
            bytes += [UInt8(truncatingIfNeeded: value), UInt8(truncatingIfNeeded: value >> 8)]
        }
        mutating func long(_ value: Int32) {
            for shift in 0..<4 { bytes.append(UInt8(truncatingIfNeeded: value >> Int32(shift * 8))) }
        }
        mutating func align() { if bytes.count % 2 == 1 { bytes.append(0) } }

        static func add(_ text: [UInt8]?, to table: inout [UInt8]) -> Int {
            guard let text else { return -1 }
            defer { table += text + [0] }
            return table.count
        }
    }
}
