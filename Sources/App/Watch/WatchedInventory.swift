// Inventory files that a running watch keeps an eye on. It gives nobody a place, and a file that can not be read changes nothing.

import Facility
import Foundation

/// What the files said last.
struct WatchedInventory {
    private(set) var parts: [InventoryPart] = []
    private var stamp: Int
    /// A fingerprint of what the files held when they were taken.
    private var text = 0
    private static let noticeLimit = 3
    private static let refused = "inventory not taken, the old one goes on: "

    /// No file.
    init() { stamp = FileStamp.of([]) }

    /// Reads the files for the first time; entries that can not be read are told on standard error.
    init(_ paths: [String]) throws(UserError) {
        // What changes while it is read is read again.
        stamp = FileStamp.of(paths)
        text = Self.text(paths)
        parts = try InventoryFiles.partsWithWarnings(paths)
    }

    private static func text(_ paths: [String]) -> Int {
        var hasher = Hasher()
        for path in paths {
            hasher.combine(path)
            hasher.combine(FileManager.default.contents(atPath: path))
        }
        return hasher.finalize()
    }

    /// Reads them again where one has changed, or where they are others now.
    ///
    /// - Returns: what there is to say, and whether the parts are new; nil if nothing has changed.
    mutating func renew(_ paths: [String]) -> (isNew: Bool, notices: [String])? {
        let now = FileStamp.of(paths)
        guard now != stamp else { return nil }
        stamp = now
        let new: [InventoryPart]
        do throws(UserError) {
            new = try InventoryFiles.parts(paths)
        } catch {
            return (false, [Self.refused + error.description])
        }
        let unreadable = new.flatMap(\.findings).filter { $0.kind == .unreadable }
        var notices = unreadable.prefix(Self.noticeLimit).map { finding in
            "\(finding.origin.isEmpty ? "" : finding.origin + ": ")\(finding.words)"
        }
        // An entry that can not be read costs itself; a file of which nothing can be read would take the hall away.
        let isLost = new.contains { part in
            part.claims.isEmpty && part.findings.contains { $0.kind == .unreadable }
        }
        if isLost { return (false, [Self.refused + notices[0]]) }
        // Who writes the same text anew each minute changes nothing.
        let text = Self.text(paths)
        guard text != self.text else { return nil }
        self.text = text
        parts = new
        if unreadable.count > Self.noticeLimit {
            notices.append("\(unreadable.count - Self.noticeLimit) more; `vigie check inventory` lists all")
        }
        let names = paths.isEmpty ? "none" : paths.joined(separator: ", ")
        return (true, ["inventory read again: " + names] + notices)
    }
}
