// DCGM field 1523: what the driver itself asks for. The best "what now" there is; XID 154 announces its change.

/// The recovery action in words. Source: NVIDIA DCGM dcgm_structs.h, dcgmGpuRecoveryAction.
public struct RecoveryAction: Hashable, Sendable {
    /// As the field has it, 0 to 7 being known.
    public let code: Int
    /// Takes any code; an unknown one says so in words.
    public init(_ code: Int) { self.code = code }

    /// What the driver asks for.
    public var words: String {
        switch code {
        case 0: "none"
        case 1: "reset the GPU"
        case 2: "reboot the node"
        case 3: "drain peer-to-peer traffic"
        case 4: "drain and reset the GPU"
        case 5: "recover the IMEX domain"
        case 6: "reset the bus"
        case 7: "reboot the system"
        default: "unknown action \(code)"
        }
    }
}
