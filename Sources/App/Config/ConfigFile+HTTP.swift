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
        let written = fields.take("username"), file = fields.take("username_file")
        let user = fields.mistakes.attempt { () throws(UserError) in
            var user = try written?.text() ?? ""
            if let file { user = try secretText(file) }
            if user.isEmpty { throw node.error("username is missing") }
            return user
        }
        let password = either(&fields, "password", "password_file")
        try fields.finish()
        return .basic(user: user ?? "", password ?? Secret(""))
    }

    private mutating func token(_ node: ConfigNode) throws(UserError) -> HTTPCredentials {
        var fields = try ConfigFields(node)
        let type = fields.read("type") { value throws(UserError) in try value.text() } ?? "Bearer"
        let isThere = fields.has("credentials") || fields.has("credentials_file")
        let secret = either(&fields, "credentials", "credentials_file")
        if !isThere { fields.mistakes.note(node.error("credentials_file is missing")) }
        try fields.finish()
        return .token(type: type, secret ?? Secret(""))
    }

    /// A secret that is written or in a file; what is wrong with it is noted among the mistakes of the fields.
    private mutating func either(_ fields: inout ConfigFields, _ inline: String, _ file: String) -> Secret? {
        let written = fields.take(inline), named = fields.take(file)
        let secret = fields.mistakes.attempt { () throws(UserError) -> Secret? in
            if let named {
                if let written { throw written.error("\(inline) and \(file) exclude each other") }
                return try self.secret(file: named)
            }
            guard let written else { return nil }
            return try SecretFile.inline(written, fileMode: mode, warnings: &config.warnings)
        }
        return secret ?? nil
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
        let hasCertificate = fields.has("cert_file") || fields.has("cert")
        if hasCertificate != (fields.has("key_file") || fields.has("key")) {
            fields.mistakes.note(node.error("cert_file and key_file belong together"))
        }
        tls.authorityFile = pem(&fields, "ca_file")
        tls.certificateFile = pem(&fields, "cert_file")
        tls.keyFile = pem(&fields, "key_file", isSecret: true)
        tls.authorityText = fields.read("ca") { value throws(UserError) in try value.text() }
        tls.certificateText = fields.read("cert") { value throws(UserError) in try value.text() }
        tls.key = fields.read("key") { value throws(UserError) in
            try SecretFile.inline(value, fileMode: mode, warnings: &config.warnings)
        }
        tls.serverName = fields.read("server_name") { value throws(UserError) in try value.text() }
        tls.isInsecure = fields.read("insecure_skip_verify") { value throws(UserError) in try value.bool() } ?? false
        if tls.isInsecure { config.warnings.append("\(node.place): insecure_skip_verify: any server is believed") }
        let least = fields.read("min_version") { value throws(UserError) in try leastVersion(value) }
        tls.leastVersion = least ?? tls.leastVersion
        if let version = fields.take("max_version") {
            config.warnings.append("\(version.place): max_version is not done by vigie")
        }
        try fields.finish()
        tls.stamp = tls.files.isEmpty ? 0 : FileStamp.of(tls.files)
        return tls
    }

    private mutating func leastVersion(_ node: ConfigNode) throws(UserError) -> Int {
        switch try node.text() {
        case "TLS13": return 13
        case "TLS12": return 12
        case "TLS10", "TLS11":
            config.warnings.append("\(node.place): TLS before 1.2 is not spoken by vigie; 1.2 is the least")
            return 12
        default: throw node.error("min_version is TLS12 or TLS13")
        }
    }

    private mutating func pem(_ fields: inout ConfigFields, _ name: String, isSecret: Bool = false) -> String? {
        fields.read(name) { node throws(UserError) in
            let path = resolved(try node.text())
            guard PageFile.exists(path) else { throw node.error("\(path) can not be read: no such file, or not ours") }
            config.files.append(path)
            if isSecret { try SecretFile.check(path, node) }
            return path
        }
    }
}
