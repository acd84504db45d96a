// The labels of one series, to be asked by name or by a name's number (unsafe: borrows names). Few: looking through them is quicker
// than hashing.

/// Names and unescaped values, in the order of the page.
public struct LabelSet: Sendable {
    private struct Label: Sendable {
        let number: UInt16
        let name: String
        let value: String
    }

    private var labels: [Label] = []
    private let names: LabelNames

    /// - Parameter names: those that have numbers.
    public init(_ names: LabelNames, capacity: Int = 0) {
        self.names = names
        labels.reserveCapacity(capacity)
    }

    /// The same as a dictionary says.
    public init(_ byName: [String: String], _ names: LabelNames) {
        self.init(names, capacity: byName.count)
        for (var name, value) in byName { name.withUTF8 { append(UnsafeRawBufferPointer($0), value) } }
    }

    /// Adds a label of the page.
    public mutating func append(_ name: UnsafeRawBufferPointer, _ value: String) {
        let number = names.number(of: name)
        let text = number == LabelNames.unknown ? String(decoding: name, as: UTF8.self) : names.names[Int(number)]
        labels.append(Label(number: number, name: text, value: value))
    }

    /// The value of a label, nil if it is not there.
    public subscript(name: String) -> String? { labels.first { $0.name == name }?.value }

    /// The value of a label by its name's number, nil if it is not there.
    public subscript(number: UInt16) -> String? {
        for label in labels where label.number == number { return label.value }
        return nil
    }

    /// The value of the first of these labels that is there and not empty.
    public func first(_ numbers: [UInt16]) -> String? {
        for number in numbers {
            for label in labels where label.number == number && !label.value.isEmpty { return label.value }
        }
        return nil
    }

    /// The same by name.
    public func first(named names: [String]) -> String? {
        for name in names { if let value = self[name], !value.isEmpty { return value } }
        return nil
    }

    /// Values by name.
    public var byName: [String: String] {
        Dictionary(labels.map { ($0.name, $0.value) }) { first, _ in first }
    }
}
