// Which names a certificate's pattern stands for.

import Testing

@testable import Ingest

@Suite struct CertificateNameTests {
    @Test(arguments: [
        ("a.b", "A.B.", true), ("*.b", "a.b", true), ("*.b", "b", false), ("*.b", "c.a.b", false), ("*", "a", false),
        ("a.b", "a.c", false), ("a", "a", true),
    ])
    func patterns(pattern: String, name: String, fits: Bool) { #expect(CertificateName.fits(pattern, name) == fits) }

    @Test func addressesAreNoNames() {
        #expect(CertificateName.isAddress("::1") && CertificateName.isAddress("10.0.0.1"))
        #expect(!CertificateName.isAddress("localhost"))
    }
}
