// An authority, a server's certificate for 127.0.0.1 and `localhost`, and a client's, made by openssl for one test.

import Foundation

struct TestCertificates {
    let folder: Folder

    init() throws {
        folder = try Folder()
        _ = try folder.write("server.ext", "subjectAltName=DNS:localhost,IP:127.0.0.1\n")
        try openssl("req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=authority -keyout ca.key -out ca.pem")
        try sign("server", extra: "-extfile server.ext")
        _ = try folder.write("named.ext", "subjectAltName=DNS:localhost\n")
        try sign("named", extra: "-extfile named.ext")
        try sign("client")
    }

    /// A new key and certificate of the same authority, in place of the old ones.
    func sign(_ name: String, extra: String = "") throws {
        try openssl("req -newkey rsa:2048 -nodes -subj /CN=\(name) -keyout \(name).key -out \(name).csr")
        try openssl(
            "x509 -req -in \(name).csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 \(extra) -out \(name).pem")
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: self[name + ".key"])
    }

    subscript(_ name: String) -> String { folder.path + "/" + name }

    private func openssl(_ arguments: String) throws {
        try TestServer.run("openssl", arguments.split(separator: " ").map(String.init), in: folder.path)
    }
}
