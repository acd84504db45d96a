// What the rings of a hall will take, before they are made. It allocates nothing.

import Facility
import Storage

enum MemoryCheck {
    /// Refuses a hall whose past would not fit, and says what to change.
    static func require(_ topology: Topology, _ retention: Retention = Retention()) throws(UserError) {
        let plan = MemoryPlan(retention, topology)
        if !plan.fits { throw UserError(plan.summary) }
    }
}
