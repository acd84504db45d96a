// Inventory files that a running watch keeps an eye on. It gives nobody a place, and a file that can not be read changes nothing.

import Facility

/// What the files said last.
struct WatchedInventory {
    private(set) var parts: [InventoryPart] = []
    private var stamp: Int
    private static let noticeLimit = 3

    /// No file.
    init() { stamp = FileStamp.of([]) }

    /// Reads the files for the first time; entries that can not be read are told on standard error.
    init(_ paths: [String]) throws(UserError) {
        // What changes while it is read is read again.
        stamp = FileStamp.of(paths)
        parts = try InventoryFiles.partsWithWarnings(paths)
    }

    /// Reads them again where one has changed, or where they are others now.
    ///
    /// - Returns: what there is to say, and whether the parts are new; nil if nothing has changed.
    mutating func renew(_ paths: [String]) -> (isNew: Bool, notices: [String])? {
        let now = FileStamp.of(paths)
        guard now != stamp else { return nil }
        stamp = now
        do throws(UserError) {
            parts = try InventoryFiles.parts(paths)
        } catch {
            return (false, ["inventory not taken, the old one goes on: \(error.description)"])
        }
        let unreadable = parts.flatMap(\.findings).filter { $0.kind == .unreadable }
        var notices = unreadable.prefix(Self.noticeLimit).map { finding in
            "\(finding.origin.isEmpty ? "" : finding.origin + ": ")\(finding.words)"
        }
        if unreadable.count > Self.noticeLimit {
            notices.append("\(unreadable.count - Self.noticeLimit) more; `vigie check inventory` lists all")
        }
        let names = paths.isEmpty ? "none" : paths.joined(separator: ", ")
        return (true, ["inventory read again: " + names] + notices)
    }
}
