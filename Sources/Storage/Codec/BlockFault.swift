// Why bytes are no block. Words for people.

/// What is wrong with a block.
public enum BlockFault: Error, Equatable, Sendable {
    /// The first four bytes are not the block's sign.
    case notABlock
    /// Written by a version that this program does not read.
    case version(Int)
    /// Fewer bytes than the head says.
    case truncated(haveBytes: Int, needBytes: Int)
    /// The head's checksum does not match.
    case damagedHead
    /// The checksum of the chunk with this number, 0 based, does not match.
    case damagedChunk(Int)
    /// The head describes what can not be; the text says what.
    case shape(String)

    /// One line for people, without a file or an offset.
    public var reason: String {
        switch self {
        case .notABlock: "not a block: its first four bytes are not VGBK"
        case .version(let version):
            "block version \(version) is not known; this program reads up to \(BlockHead.version)"
        case .truncated(let have, let need): "block cut short: \(have) of \(need) bytes"
        case .damagedHead: "block head damaged: its checksum does not match"
        case .damagedChunk(let chunk): "chunk \(chunk) damaged: its checksum does not match"
        case .shape(let what): "impossible block: \(what)"
        }
    }
}
