// What the rings of a hall will take, before they are made. It allocates nothing.

import Facility
import Storage

enum MemoryCheck {
    /// Refuses a hall whose past would not fit, and says what to change.
    ///
    /// - Returns: what the rings will take, in words for people.
    @discardableResult
    static func require(_ topology: Topology, _ retention: Retention, stepMs: Int64 = 1_000) throws(UserError)
        -> String
    {
        let plan = MemoryPlan(retention, topology, stepMs: stepMs)
        if !plan.fits { throw UserError(plan.summary) }
        return plan.summary
    }
}
