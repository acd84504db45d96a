// The catalogue that is built into the program.

import Telemetry

extension Catalogue {
    /// The file `catalogue.yml`, as text.
    static let standardText = String(decoding: PackageResources.catalogue_yml, as: UTF8.self)

    /// What ships with vigie, read once.
    public static let standard: Catalogue = {
        do throws(UserError) { return try CatalogueFile.catalogue([(standardText, "catalogue.yml")]) } catch {
            // A test reads the file at every build: this can not happen to a user.
            preconditionFailure("the catalogue that is built in: \(error.description)")
        }
    }()
}
