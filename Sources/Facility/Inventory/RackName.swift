// Row and number from a rack's name, where it is made of them: `B17`.

/// Takes rack names of letters and digits apart.
public enum RackName {
    /// - Returns: nil unless the name is one to three letters and up to four digits.
    public static func split(_ name: String) -> (row: String, number: Int)? {
        let row = name.prefix { $0.isASCII && $0.isLetter }
        let digits = name.dropFirst(row.count)
        guard (1...3).contains(row.count), (1...4).contains(digits.count),
            digits.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }),
            let number = Int(digits)
        else { return nil }
        return (row.uppercased(), number)
    }

    /// Any other name: its last digits are the number, what stands before them the row. `DC1-A-01`, `Rack 12`, `0101`.
    static func assumed(_ name: String) -> (row: String, number: Int)? {
        let digits = String(name.reversed().prefix { $0.isASCII && $0.isNumber }.prefix(4).reversed())
        guard let number = Int(digits) else { return nil }
        let row = name.dropLast(digits.count).reversed().drop { "-_./ ".contains($0) }.reversed()
        return (row.isEmpty ? "RACKS" : String(row).uppercased(), number)
    }

    /// The place of a tray in a rack of this name.
    ///
    /// - Parameter number: of a rack that stands somewhere: it is spelled as it is, since two of one source may differ in nothing but case. A
    ///   name that a host only claims is written in capitals if it is made of row and number.
    static func place(_ name: String, tray: Int, row: String? = nil, number: Int? = nil) -> HostPlace {
        let spelled = split(name) ?? assumed(name)
        let plain = HostPlace(row: row ?? spelled?.row ?? "?", rack: number ?? spelled?.number ?? 0, tray: tray)
        return plain.rackTitle == (number == nil ? name.uppercased() : name)
            ? plain : HostPlace(row: plain.row, rack: plain.rack, tray: tray, rackName: name)
    }
}
