// The rules, XID codes and settings that hold: what is built in, and over it the files a user names.

import Alerting
import Dispatch
import Facility
import Telemetry

/// Reads rule files and reports every mistake with its place.
public enum RuleFiles {
    /// What ships with vigie, read once, against the standard catalogue.
    public static let standard: RuleBook = {
        do throws(UserError) { return try read([], .standard).book } catch {
            preconditionFailure("the rules that are built in: \(error.description)")
        }
    }()

    /// Begins to read `standard` on another thread, for whoever has something else to do until it is needed.
    static func readAhead() { DispatchQueue.global(qos: .userInitiated).async { _ = standard } }

    static func xids() throws(UserError) -> XIDTable {
        let text = String(decoding: PackageResources.xids_yml, as: UTF8.self)
        let root = try SourceText.decode(text, file: "xids.yml")
        do throws(TextFault) { return try XIDTable(root) } catch { throw UserError(error, file: "xids.yml") }
    }

    /// Every good rule. One with a mistake is left out and named; where it should have taken the place of another, that one stays.
    ///
    /// - Parameters:
    ///   - paths: files read over the built-in rules, in order.
    ///   - warn: is told each mistake, as `file:line:column: reason`; of very many the first ones.
    /// - Throws: a file that is not there, or no YAML.
    public static func book(
        _ paths: [String], catalogue: Catalogue = .standard, warn: (String) -> Void = { _ in }
    ) throws(UserError) -> RuleBook {
        guard !paths.isEmpty else { return standard }
        let (book, faults, warnings) = try read(paths, catalogue)
        for fault in (faults + warnings).prefix(faultLimit) { warn(fault) }
        if faults.count + warnings.count > faultLimit {
            warn("\(faults.count + warnings.count - faultLimit) more mistakes in rules; `vigie check rules` lists all")
        }
        return book
    }

    private static let faultLimit = 20

    /// - Returns: everything that is wrong in the files, as `file:line:column: reason`, and what may be.
    static func read(_ paths: [String], _ catalogue: Catalogue) throws(UserError) -> (
        book: RuleBook, faults: [String], warnings: [String]
    ) {
        var reader = RuleReader(catalogue: catalogue, xids: try xids())
        // A catalogue that lacks a metric leaves the rule for it out: `check rules` says so.
        _ = reader.read(try SourceText.decode(standardText, file: "rules.yml"))
        var faults: [String] = [], warnings: [String] = []
        for path in paths {
            let root = try SourceText.decode(try SourceText.open(path), file: path)
            for fault in reader.read(root) { faults.append(UserError(fault, file: path).description) }
            warnings += misspelt(root).map { UserError($0, file: path).description }
        }
        return (reader.book, faults, warnings)
    }

    /// Labels and annotations that nothing reads and that are nearly the name of one that is read. A user's own may be called anything else.
    static func misspelt(_ root: SourceNode) -> [TextFault] {
        RuleReader.unread(root).compactMap { entry, known in
            let near = known.map { (name: $0, distance: EditDistance.between($0, entry.key)) }
                .min { $0.distance < $1.distance }
            guard let near, near.distance <= (entry.key.count < 6 ? 1 : 2) else { return nil }
            return TextFault(
                line: entry.line, column: entry.column,
                reason: "nothing reads \"\(entry.key)\"; did you mean \"\(near.name)\"? (warning)")
        }
    }

    /// The built-in rules, to begin from.
    public static let standardText = String(decoding: PackageResources.rules_yml, as: UTF8.self)

    /// All mistakes of some files, what looks misspelt, and what the rules that can be read amount to.
    ///
    /// - Parameter catalogues: files over the catalogue that is built in, whose metrics the rules may ask for.
    public static func check(_ paths: [String], catalogues: [String] = []) throws(UserError) -> (
        faults: [String], warnings: [String], words: String
    ) {
        var files = [(text: Catalogue.standardText, path: "catalogue.yml")]
        for path in catalogues { files.append((try SourceText.open(path), path)) }
        var (book, faults, warnings) = try read(
            paths, catalogues.isEmpty ? .standard : try CatalogueFile.catalogue(files))
        if paths.isEmpty {
            faults += try standardFaults(.standard).map { UserError($0, file: "rules.yml").description }
        }
        let enabled = book.rules.count(where: \.isEnabled)
        let marks = book.rules.count { $0.symptom != nil }
        return (
            faults, warnings,
            "\(Plural.counted(book.rules.count, "rule")), \(enabled) enabled, \(marks) with marks; "
                + "\(Plural.counted(book.xids.entries.count, "XID code")); "
                + Plural.counted(faults.count, "mistake")
                + (warnings.isEmpty ? "" : ", \(Plural.counted(warnings.count, "warning"))") + "\n"
        )
    }

    /// Mistakes of the built-in file itself, for a test.
    static func standardFaults(_ catalogue: Catalogue) throws(UserError) -> [TextFault] {
        var reader = RuleReader(catalogue: catalogue, xids: try xids())
        return reader.read(try SourceText.decode(standardText, file: "rules.yml"))
    }
}
