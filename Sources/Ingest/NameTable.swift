// Metric names as text, one copy of each (unsafe: compares with borrowed bytes). Bounded; when full, names are simply not shared.

import Exposition
import Glibc

/// Bytes to `String`, for the few hundred names that thousands of pages use.
final class NameTable {
    static let limit = 1 << 18
    @exclusivity(unchecked) private var slots = [Int32](repeating: -1, count: 1_024)
    @exclusivity(unchecked) private var hashes: [UInt64] = []
    @exclusivity(unchecked) private var names: [String] = []

    func name(_ bytes: UnsafeRawBufferPointer) -> String {
        let index = index(bytes)
        return index >= 0 ? names[index] : String(decoding: bytes, as: UTF8.self)
    }

    subscript(index: Int) -> String { names[index] }

    /// The number of a name, new if need be; -1 if there are too many.
    func index(_ bytes: UnsafeRawBufferPointer) -> Int {
        guard let base = bytes.baseAddress else { return -1 }
        let hash = LineHash.of(bytes)
        var index = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[index] >= 0 {
            let entry = Int(slots[index])
            if hashes[entry] == hash, same(names[entry], base, bytes.count) { return entry }
            index = (index + 1) & (slots.count - 1)
        }
        guard names.count < Self.limit else { return -1 }
        slots[index] = Int32(names.count)
        names.append(String(decoding: bytes, as: UTF8.self))
        hashes.append(hash)
        if names.count * 2 > slots.count { grow() }
        return names.count - 1
    }

    private func same(_ name: String, _ base: UnsafeRawPointer, _ count: Int) -> Bool {
        name.utf8.count == count
            && name.utf8.withContiguousStorageIfAvailable { memcmp($0.baseAddress!, base, count) == 0 } == true
    }

    private func grow() {
        slots = [Int32](repeating: -1, count: slots.count * 2)
        for (entry, hash) in hashes.enumerated() {
            var index = Int(truncatingIfNeeded: hash) & (slots.count - 1)
            while slots[index] >= 0 { index = (index + 1) & (slots.count - 1) }
            slots[index] = Int32(entry)
        }
    }
}
