// Why bytes are no block. Words for people.

/// What is wrong with a block.
public enum BlockFault: Error, Equatable, Sendable {
    case notABlock
    case version(Int)
    case truncated(haveBytes: Int, needBytes: Int)
    case damagedHead
    case damagedChunk(Int)
    case shape(String)

    public var reason: String {
        switch self {
        case .notABlock: "not a block: its first four bytes are not VGBK"
        case .version(let version): "block version \(version) is not known; this program reads \(BlockHead.version)"
        case .truncated(let have, let need): "block cut short: \(have) of \(need) bytes"
        case .damagedHead: "block head damaged: its checksum does not match"
        case .damagedChunk(let chunk): "chunk \(chunk) damaged: its checksum does not match"
        case .shape(let what): "impossible block: \(what)"
        }
    }
}
