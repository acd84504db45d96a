// The rules, XID codes and settings that hold: what is built in, and over it the files a user names.

import Alerting
import Facility
import Telemetry

/// Reads rule files and reports every mistake with its place.
public enum RuleFiles {
    /// What ships with vigie, read once, against the standard catalogue.
    public static let standard: RuleBook = {
        do throws(UserError) { return try book([]) } catch {
            preconditionFailure("the rules that are built in: \(error.description)")
        }
    }()

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
        let (book, faults) = try read(paths, catalogue)
        for fault in faults.prefix(faultLimit) { warn(fault) }
        if faults.count > faultLimit {
            warn("\(faults.count - faultLimit) more mistakes in rules; `vigie check rules` lists all")
        }
        return book
    }

    private static let faultLimit = 20

    /// - Returns: everything that is wrong in the files, as `file:line:column: reason`.
    static func read(_ paths: [String], _ catalogue: Catalogue) throws(UserError) -> (book: RuleBook, faults: [String])
    {
        var reader = RuleReader(catalogue: catalogue, xids: try xids())
        // A catalogue that lacks a metric leaves the rule for it out: `check rules` says so.
        _ = reader.read(try SourceText.decode(standardText, file: "rules.yml"))
        var faults: [String] = []
        for path in paths {
            let root = try SourceText.decode(try SourceText.open(path), file: path)
            for fault in reader.read(root) { faults.append(UserError(fault, file: path).description) }
        }
        return (reader.book, faults)
    }

    /// The built-in rules, to begin from.
    public static let standardText = String(decoding: PackageResources.rules_yml, as: UTF8.self)

    /// All mistakes of some files, and what the rules that can be read amount to.
    ///
    /// - Parameter catalogues: files over the catalogue that is built in, whose metrics the rules may ask for.
    public static func check(_ paths: [String], catalogues: [String] = []) throws(UserError) -> (
        faults: [String], words: String
    ) {
        var files = [(text: Catalogue.standardText, path: "catalogue.yml")]
        for path in catalogues { files.append((try SourceText.open(path), path)) }
        var (book, faults) = try read(paths, catalogues.isEmpty ? .standard : try CatalogueFile.catalogue(files))
        if paths.isEmpty {
            faults += try standardFaults(.standard).map { UserError($0, file: "rules.yml").description }
        }
        let enabled = book.rules.count(where: \.isEnabled)
        let marks = book.rules.count { $0.symptom != nil }
        return (
            faults,
            "\(Plural.counted(book.rules.count, "rule")), \(enabled) enabled, \(marks) with marks; "
                + "\(Plural.counted(book.xids.entries.count, "XID code")); \(Plural.counted(faults.count, "mistake"))\n"
        )
    }

    /// Mistakes of the built-in file itself, for a test.
    static func standardFaults(_ catalogue: Catalogue) throws(UserError) -> [TextFault] {
        var reader = RuleReader(catalogue: catalogue, xids: try xids())
        return reader.read(try SourceText.decode(standardText, file: "rules.yml"))
    }
}
