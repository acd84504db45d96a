// One TLS context per settings, however many targets share them: making one costs more than a connection. Event loop only.

import NIOSSL
import Telemetry

/// Contexts by settings; those that no job uses any more are forgotten when the list of targets changes.
final class TLSContexts {
    private var known: [TLSSettings: Result<NIOSSLContext, ScrapeFailure>] = [:]

    func context(_ settings: TLSSettings) -> Result<NIOSSLContext, ScrapeFailure> {
        if let found = known[settings] { return found }
        let made = Self.make(settings)
        known[settings] = made
        return made
    }

    func keep(only settings: Set<TLSSettings>) { known = known.filter { settings.contains($0.key) } }

    private static func make(_ settings: TLSSettings) -> Result<NIOSSLContext, ScrapeFailure> {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.minimumTLSVersion = settings.leastVersion >= 13 ? .tlsv13 : .tlsv12
        if settings.isInsecure {
            configuration.certificateVerification = .none
        } else if settings.serverName != nil {
            // The library takes the address connected to for a name as well: `Connector` asks for this very one.
            configuration.certificateVerification = .noHostnameVerification
        }
        var file = ""
        do {
            if let path = settings.authorityFile {
                file = path
                configuration.trustRoots = .certificates(try NIOSSLCertificate.fromPEMFile(path))
            } else if let text = settings.authorityText {
                file = "ca"
                configuration.trustRoots = .certificates(try NIOSSLCertificate.fromPEMBytes(Array(text.utf8)))
            }
            if let path = settings.certificateFile {
                file = path
                configuration.certificateChain = try NIOSSLCertificate.fromPEMFile(path).map { .certificate($0) }
            } else if let text = settings.certificateText {
                file = "cert"
                configuration.certificateChain = try NIOSSLCertificate.fromPEMBytes(Array(text.utf8)).map {
                    .certificate($0)
                }
            }
            if let path = settings.keyFile {
                file = path
                configuration.privateKey = .privateKey(try NIOSSLPrivateKey(file: path, format: .pem))
            } else if let key = settings.key {
                file = "key"
                let bytes = Array((key.text + "\n").utf8)
                configuration.privateKey = .privateKey(try NIOSSLPrivateKey(bytes: bytes, format: .pem))
            }
            file = ""
            return .success(try NIOSSLContext(configuration: configuration))
        } catch {
            let what = file.isEmpty ? "certificate and key do not belong together" : "\(file) is no usable PEM"
            return .failure(.tls(what))
        }
    }
}
