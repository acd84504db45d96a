// When a rule holds: a filter over numbers, or one of the questions a filter can not ask.

import Storage

/// The test of one rule.
public enum Condition: Sendable {
    /// The filter language, over values taken as the window says.
    case filter(Filter, Window)
    /// The last XID is of one of these classes.
    case xid(Set<XIDClass>)
    /// Why a host is silent.
    case silence(Set<SilenceKind>)
    /// A GPU that ought to be there was never on its host's page.
    case missing
    /// A GPU that its host's page names and of which it tells nothing.
    case valueless
    /// Slower than the peers in three of five windows.
    case straggler
    /// The identity at a place changed: another GPU, another driver.
    case identity(IdentityChange)
    /// A whole job died: most of its GPUs fell idle at once.
    case jobFell
}
