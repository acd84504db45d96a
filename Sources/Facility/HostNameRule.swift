// Places from host names such as `b17-c07`. Only a hint: any inventory is trusted more.

/// The default naming rule: letters of the row, number of the rack, `-c` or `-t`, number of the tray.
public enum HostNameRule {
    /// - Returns: the place the name spells, nil if it does not follow the rule. A domain after the first dot is ignored.
    public static func place(of host: String) -> HostPlace? {
        var rest = host.utf8.prefix { $0 != 0x2E }
        let row = rest.prefix { ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A }
        rest = rest.dropFirst(row.count)
        guard (1...2).contains(row.count), let rack = takeNumber(&rest), rest.first == 0x2D else { return nil }
        rest = rest.dropFirst()
        guard let letter = rest.first, letter == 0x63 || letter == 0x74 else { return nil }
        rest = rest.dropFirst()
        guard let tray = takeNumber(&rest), rest.isEmpty, rack > 0, tray > 0 else { return nil }
        return HostPlace(row: String(Substring(row)).uppercased(), rack: rack, tray: tray)
    }

    private static func takeNumber(_ rest: inout Substring.UTF8View) -> Int? {
        let digits = rest.prefix { $0 >= 0x30 && $0 <= 0x39 }
        guard (1...3).contains(digits.count) else { return nil }
        rest = rest.dropFirst(digits.count)
        return Int(Substring(digits))
    }
}
