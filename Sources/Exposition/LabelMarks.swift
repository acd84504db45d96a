// Where the labels of the current line stand in the page (unsafe: one buffer, one owner). It holds no text.

/// Up to `capacity` labels as offsets, reused for every line.
final class LabelMarks {
    static let capacity = 1 << 20
    /// Beyond this a look at all others for each would take the square of their number.
    private static let searched = 256

    struct Mark {
        var nameStart: Int
        var nameEnd: Int
        var valueStart: Int
        var valueEnd: Int
        var hasEscapes: Bool
    }

    private(set) var base: UnsafeMutablePointer<Mark>
    private var room = 64
    private(set) var count = 0
    /// One bit per rough name, so that most labels are known to be new without a look at the others.
    private var names: UInt64 = 0
    /// Hashes of the names once there are many.
    private lazy var many = KeySet()
    private let seed = UInt64.random(in: .min ... .max)

    init() { base = .allocate(capacity: room) }

    deinit { base.deallocate() }

    @inline(__always)
    func removeAll() {
        if count >= Self.searched { many.removeAll() }
        count = 0
        names = 0
    }

    @inline(__always)
    subscript(index: Int) -> Mark { base[index] }

    /// - Returns: false if a label of this name is there already. The caller bounds the count.
    @inline(__always)
    func append(_ mark: Mark, in bytes: PageBytes) -> Bool {
        guard count < Self.searched else { return appendToMany(mark, in: bytes) }
        let length = mark.nameEnd &- mark.nameStart
        let rough =
            Int(bytes[mark.nameStart]) &* 7 &+ Int(bytes[mark.nameEnd &- 1]) &* 3 &+ length &* 5
        let bit = UInt64(1) << UInt64(truncatingIfNeeded: rough & 63)
        if names & bit != 0 {
            for index in 0..<count
            where base[index].nameEnd &- base[index].nameStart == length
                && bytes.same(base[index].nameStart, mark.nameStart, length)
            { return false }
        }
        names |= bit
        if count == room { grow() }
        base[count] = mark
        count &+= 1
        return true
    }

    /// Two names of one hash count as one: once in 2^64 pairs.
    private func appendToMany(_ mark: Mark, in bytes: PageBytes) -> Bool {
        if count == Self.searched { for index in 0..<count { _ = insert(base[index], bytes) } }
        guard insert(mark, bytes) else { return false }
        if count == room { grow() }
        base[count] = mark
        count &+= 1
        return true
    }

    private func insert(_ mark: Mark, _ bytes: PageBytes) -> Bool {
        many.insert(bytes.hash(mark.nameStart, mark.nameEnd, seed: seed))
    }

    private func grow() {
        let grown = UnsafeMutablePointer<Mark>.allocate(capacity: room * 2)
        grown.update(from: base, count: count)
        base.deallocate()
        base = grown
        room *= 2
    }

    /// The label of this name, nil if there is none.
    func first(named name: StaticString, in bytes: PageBytes) -> Mark? {
        for index in 0..<count
        where base[index].nameEnd - base[index].nameStart == name.utf8CodeUnitCount
            && bytes.equals(base[index].nameStart, name)
        { return base[index] }
        return nil
    }
}
