// An XID in words: NVIDIA's name of the code and what to do about it. The table is data; without one the number stands alone.

import Alerting

struct XIDWords {
    let table: XIDTable?

    /// `79 fallen off the bus`
    func name(_ code: Int) -> String {
        guard let entry = table?[code] else { return "\(code)" }
        return "\(code) " + entry.name.lowercased().replacing("_", with: " ")
    }

    /// `drain, power cycle`; nil without a table.
    func action(_ code: Int) -> String? { table?[code].action }
}
