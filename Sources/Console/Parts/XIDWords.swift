// An XID in words: NVIDIA's name of the code and what to do about it. The table is data; without one the number stands alone.

import Alerting

struct XIDWords {
    let table: XIDTable?

    /// `79 fallen off the bus`
    func name(_ code: Int) -> String {
        guard let entry = table?[code] else { return "\(code)" }
        return "\(code) " + entry.name.lowercased().replacing("_", with: " ")
    }

    /// Whether the code asks for a reset, a reboot or hands; without a table none is said to be harmless.
    func isFault(_ code: Int) -> Bool {
        table?[code].classes.first?.isSerious ?? true
    }

    /// `drain, power cycle`; nil without a table.
    func action(_ code: Int) -> String? { table?[code].action }
}
