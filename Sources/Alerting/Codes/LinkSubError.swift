// Sub-errors of the NVLink 5 codes 144 to 150: which unit complained, and whether the link is lost. Named in the kernel's own line.

import Facility

/// One sub-error of one unit.
public struct LinkSubError: Hashable, Sendable {
    /// 144 to 150.
    public let code: Int
    /// `NETIR_LINK_DOWN`
    public let unit: String
    /// Whether the link is lost with it.
    public let isFatal: Bool
    /// What to do, in words.
    public let action: String

    /// One row of the table, or what a kernel line says of a unit that is not in it.
    public init(code: Int, unit: String, isFatal: Bool, action: String) {
        self.code = code
        self.unit = unit
        self.isFatal = isFatal
        self.action = action
    }

    init(_ node: SourceNode) throws(TextFault) {
        guard let fields = node.list, fields.count == 4, let code = fields[0].int, (144...150).contains(code),
            let unit = fields[1].text, let fatal = fields[2].flag, let action = fields[3].text
        else { throw node.fault("a sub-error is written [149, NETIR_LINK_DOWN, true, \"reset the GPU\"]") }
        self.init(code: code, unit: unit, isFatal: fatal, action: action)
    }
}

extension XIDTable {
    /// What a kernel line or an exporter's `err_msg` of the codes 144 to 150 says: `149, NETIR_LINK_DOWN Fatal XC0 i0 Link 09 (...)`.
    ///
    /// - Returns: nil for other codes and for texts that name no unit. A unit the table does not know is taken as fatal if it says so.
    public func decode(_ code: Int, message: String) -> LinkSubError? {
        guard (144...150).contains(code) else { return nil }
        let words = message.prefix(512).split { $0 == " " || $0 == "," || $0 == "/" }
        guard let severity = words.firstIndex(where: { $0.lowercased() == "fatal" || $0.lowercased() == "nonfatal" }),
            severity > 0
        else { return nil }
        let isFatal = words[severity].lowercased() == "fatal"
        let unit = words[severity - 1].uppercased()
        return links[code]?.first { $0.unit == unit && $0.isFatal == isFatal }
            ?? LinkSubError(code: code, unit: unit, isFatal: isFatal, action: self[code].action)
    }
}
