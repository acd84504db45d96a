// How a job's requests are made: credentials, TLS, encoding. The same keys serve jobs and lists of targets.

import Foundation
import Ingest

extension ConfigFile {
    mutating func httpSettings(_ fields: inout ConfigFields) throws(UserError) -> HTTPSettings {
        var http = HTTPSettings()
        if let value = fields.take("enable_compression") {
            try part { _ throws(UserError) in http.acceptsGzip = try value.bool() }
        }
        if let value = fields.take("follow_redirects") {
            try part { file throws(UserError) in
                guard try value.bool() else { return }
                file.config.warnings.append(
                    "\(value.place): redirects are not followed by vigie; name the page's own address")
            }
        }
        let user = fields.take("basic_auth"), token = fields.take("authorization")
        if let user { try part { file throws(UserError) in http.credentials = try file.basic(user) } }
        if let token {
            try part { file throws(UserError) in
                guard user == nil else { throw token.error("basic_auth and authorization exclude each other") }
                http.credentials = try file.token(token)
            }
        }
        if let node = fields.take("bearer_token_file") {
            try part { file throws(UserError) in
                http.credentials = .token(type: "Bearer", try file.secret(file: node))
            }
        }
        if let node = fields.take("bearer_token") {
            try part { file throws(UserError) in
                let secret = try SecretFile.inline(node, fileMode: file.mode, warnings: &file.config.warnings)
                http.credentials = .token(type: "Bearer", secret)
            }
        }
        if let node = fields.take("tls_config") {
            try part { file throws(UserError) in http.tls = try file.tls(node) }
        }
        return http
    }

    private mutating func basic(_ node: ConfigNode) throws(UserError) -> HTTPCredentials {
        var fields = try ConfigFields(node)
        var user = try fields.take("username")?.text() ?? ""
        if let file = fields.take("username_file") { user = try secretText(file) }
        if user.isEmpty { throw node.error("username is missing") }
        let password = try either(&fields, "password", "password_file")
        try fields.finish()
        return .basic(user: user, password ?? Secret(""))
    }

    private mutating func token(_ node: ConfigNode) throws(UserError) -> HTTPCredentials {
        var fields = try ConfigFields(node)
        let type = try fields.take("type")?.text() ?? "Bearer"
        let secret = try either(&fields, "credentials", "credentials_file")
        try fields.finish()
        guard let secret else { throw node.error("credentials_file is missing") }
        return .token(type: type, secret)
    }

    private mutating func either(
        _ fields: inout ConfigFields, _ inline: String, _ file: String
    ) throws(UserError) -> Secret? {
        let written = fields.take(inline), named = fields.take(file)
        if let named {
            if let written { throw written.error("\(inline) and \(file) exclude each other") }
            return try secret(file: named)
        }
        guard let written else { return nil }
        return try SecretFile.inline(written, fileMode: mode, warnings: &config.warnings)
    }

    private mutating func secret(file node: ConfigNode) throws(UserError) -> Secret {
        let path = resolved(try node.text())
        config.files.append(path)
        return try SecretFile.read(path, node)
    }

    private mutating func secretText(_ node: ConfigNode) throws(UserError) -> String {
        let path = resolved(try node.text())
        config.files.append(path)
        guard let text = PageFile.text(path) else { throw node.error("\(path) can not be read") }
        return text.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    private mutating func tls(_ node: ConfigNode) throws(UserError) -> TLSSettings {
        var fields = try ConfigFields(node)
        var tls = TLSSettings()
        tls.authorityFile = try pem(fields.take("ca_file"))
        tls.certificateFile = try pem(fields.take("cert_file"))
        if let key = fields.take("key_file") {
            tls.keyFile = try pem(key)
            try SecretFile.check(tls.keyFile!, key)
        }
        if let text = fields.take("ca") { tls.authorityText = try text.text() }
        if let text = fields.take("cert") { tls.certificateText = try text.text() }
        if let text = fields.take("key") {
            tls.key = try SecretFile.inline(text, fileMode: mode, warnings: &config.warnings)
        }
        let hasCertificate = tls.certificateFile != nil || tls.certificateText != nil
        guard hasCertificate == (tls.keyFile != nil || tls.key != nil) else {
            throw node.error("cert_file and key_file belong together")
        }
        tls.serverName = try fields.take("server_name")?.text()
        tls.isInsecure = try fields.take("insecure_skip_verify")?.bool() ?? false
        if tls.isInsecure { config.warnings.append("\(node.place): insecure_skip_verify: any server is believed") }
        if let version = fields.take("min_version") {
            switch try version.text() {
            case "TLS13": tls.leastVersion = 13
            case "TLS12": tls.leastVersion = 12
            case "TLS10", "TLS11":
                config.warnings.append("\(version.place): TLS before 1.2 is not spoken by vigie; 1.2 is the least")
            default: throw version.error("min_version is TLS12 or TLS13")
            }
        }
        if let version = fields.take("max_version") {
            config.warnings.append("\(version.place): max_version is not done by vigie")
        }
        try fields.finish()
        tls.stamp = tls.files.isEmpty ? 0 : FileStamp.of(tls.files)
        return tls
    }

    private mutating func pem(_ node: ConfigNode?) throws(UserError) -> String? {
        guard let node else { return nil }
        let path = resolved(try node.text())
        guard PageFile.exists(path) else { throw node.error("\(path) can not be read: no such file, or not ours") }
        config.files.append(path)
        return path
    }
}
