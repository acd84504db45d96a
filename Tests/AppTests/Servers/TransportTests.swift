// TLS, client certificates, basic authentication, gzip and federation against Debian's own servers.

import Facility
import Foundation
import Ingest
import Storage
import Telemetry
import Testing

@testable import App

@Suite(.serialized) struct TransportTests {
    /// Plays a configuration until every target has answered or failed.
    private func watch(_ text: String, in folder: Folder) throws -> Snapshot {
        var options = WatchOptions()
        options.config = try folder.write("prometheus.yml", text, mode: 0o600)
        return try OneShotWatch.play(options)
    }

    private func reasons(_ snapshot: Snapshot) -> [String] { snapshot.targets.compactMap { $0.failure?.reason } }

    /// Waits until a port answers.
    private func await(_ port: Int) -> Bool {
        Waiting.until {
            PageFetcher.fetch([(TargetURL("http://127.0.0.1:\(port)/")!, HTTPSettings())], timeoutMs: 500)
                .first.map { if case .failure(.refused) = $0 { false } else { true } } ?? false
        }
    }

    @Test(.enabled(if: TestServer.has("prometheus-node-exporter", "openssl")))
    func nodeExporterWithTLSAndClientCertificates() throws {
        let keys = try TestCertificates(), folder = keys.folder, port = try TestServer.freePort()
        // The password is "secret", hashed by bcrypt with cost 4.
        let web = try folder.write(
            "web.yml",
            """
            tls_server_config:
              cert_file: \(keys["named.pem"])
              key_file: \(keys["named.key"])
              client_auth_type: RequireAndVerifyClientCert
              client_ca_file: \(keys["ca.pem"])
            """)
        let server = try TestServer(
            "prometheus-node-exporter",
            [
                "--web.listen-address=127.0.0.1:\(port)", "--web.config.file=\(web)", "--collector.disable-defaults",
                "--collector.loadavg", "--collector.uname",
            ],
            log: folder.path + "/log")
        try #require(self.await(port), "\(server.output)")
        func job(_ tls: String) -> String {
            "scrape_configs:\n- job_name: node\n  scrape_interval: 1s\n  scheme: https\n  tls_config: {\(tls)}\n"
                + "  file_sd_configs: [{files: ['\(folder.path)/targets.json']}]\n"
        }
        _ = try folder.write(
            "targets.json", "[{\"targets\": [\"127.0.0.1:\(port)\"], \"labels\": {\"rack\": \"A01\"}}]")
        let client = "cert_file: client.pem, key_file: client.key", name = ", server_name: localhost"
        let both = "ca_file: ca.pem, " + client
        let good = try watch(job(both + name), in: folder)
        #expect(reasons(good) == [] && good.targets.first?.state == .fresh)
        #expect(good.isExported(.hostLoad1))
        let strange = try watch(job(client + name), in: folder)
        #expect(reasons(strange).first?.contains("ca_file") == true, "\(reasons(strange))")
        let naked = try watch(job("ca_file: ca.pem" + name), in: folder)
        #expect(naked.targets.first?.failure != nil, "\(reasons(naked))")
        let misnamed = try watch(job(both + ", server_name: elsewhere"), in: folder)
        #expect(reasons(misnamed).first?.contains("server_name") == true, "\(reasons(misnamed))")
        let careless = try watch(job(both + ", server_name: elsewhere, insecure_skip_verify: true"), in: folder)
        #expect(reasons(careless) == [])
    }

    @Test(.enabled(if: TestServer.has("nginx", "openssl")))
    func nginxWithBasicAuthAndGzip() throws {
        let keys = try TestCertificates(), folder = keys.folder, port = try TestServer.freePort()
        _ = try folder.write("users", "op:{PLAIN}secret\n")
        _ = try folder.write("pw", "secret\n", mode: 0o600)
        _ = try folder.write("wrong", "wrong\n", mode: 0o600)
        let lines = (0..<2_000).map { "m{n=\"\($0)\"} \($0)\n" }.joined()
        _ = try folder.write("www/metrics", lines)
        _ = try folder.write("www/bomb", String(repeating: "a 1\n", count: 5_000_000))
        let configuration = try folder.write(
            "nginx.conf",
            """
            daemon off; pid \(folder.path)/pid; error_log \(folder.path)/error; worker_processes 1;
            events { worker_connections 64; }
            http {
              access_log off; gzip on; gzip_types *; gzip_min_length 1; gzip_comp_level 9; gzip_http_version 1.1;
              client_body_temp_path \(folder.path)/t1; proxy_temp_path \(folder.path)/t2; fastcgi_temp_path \(folder.path)/t3;
              uwsgi_temp_path \(folder.path)/t4; scgi_temp_path \(folder.path)/t5;
              server {
                listen 127.0.0.1:\(port) ssl; ssl_certificate \(keys["server.pem"]); ssl_certificate_key \(keys["server.key"]);
                ssl_client_certificate \(keys["ca.pem"]); ssl_verify_client on;
                auth_basic hall; auth_basic_user_file \(folder.path)/users; root \(folder.path)/www; default_type "text/plain; version=0.0.4";
              }
            }
            """)
        let server = try TestServer(
            "nginx", ["-c", configuration, "-p", folder.path, "-e", folder.path + "/error"], log: folder.path + "/log")
        try #require(self.await(port), "\(server.output)")
        func job(_ name: String, _ path: String, _ password: String, tls: String = "") -> String {
            "- job_name: \(name)\n  scrape_interval: 1s\n  scheme: https\n  metrics_path: \(path)\n"
                + "  tls_config: {ca_file: ca.pem, cert_file: client.pem, key_file: client.key\(tls)}\n"
                + "  basic_auth: {username: op, password_file: \(password)}\n"
                + "  static_configs: [{targets: ['127.0.0.1:\(port)']}]\n"
        }
        let snapshot = try watch(
            "scrape_configs:\n" + job("good", "/metrics", "pw") + job("barred", "/metrics?x", "wrong")
                + job("bomb", "/bomb", "pw") + job("lost", "/nothing", "pw")
                + job("named", "/metrics?n", "pw", tls: ", server_name: localhost")
                + job("misnamed", "/metrics?m", "pw", tls: ", server_name: elsewhere"), in: folder)
        #expect(snapshot.targets.count == 6)
        let byJob = Dictionary(uniqueKeysWithValues: snapshot.targets.map { ($0.description.labels["job"] ?? "", $0) })
        #expect(
            byJob["good"]?.series == 2_000 && byJob["good"]?.failure == nil, "\(byJob["good"]?.failure?.reason ?? "")")
        // The certificate carries the address connected to: asked for by another name it must carry that one.
        #expect(byJob["named"]?.failure == nil && byJob["misnamed"]?.failure?.reason.contains("server_name") == true)
        #expect(byJob["barred"]?.failure == .status(401))
        #expect(byJob["lost"]?.failure == .status(404))
        #expect(byJob["bomb"]?.failure == .tooLarge(limitBytes: 16 << 20))
    }

    @Test(.enabled(if: TestServer.has("nginx", "openssl")))
    func renewedCertificatesAreUsedAndRefusedOnesNamed() throws {
        let keys = try TestCertificates(), folder = keys.folder
        let text =
            "scrape_configs:\n- job_name: x\n  scheme: https\n  tls_config: {ca_file: ca.pem, cert_file: client.pem, key_file: client.key}\n  static_configs: [{targets: ['h:1']}]\n"
        let file = try folder.write("p.yml", text)
        let before = try ConfigFile.read(file)
        let plans = WatchPlans(before) { () throws(UserError) in try ConfigFile.read(file) }
        _ = plans.take()
        plans.start()
        defer { plans.stop() }
        try keys.sign("client")
        var renewed: WatchPlan?
        #expect(
            Waiting.until {
                renewed = plans.take() ?? renewed
                return renewed?.targets.first.map { $0.job.http.tls != before.jobs[0].scrape.http.tls } ?? false
            })
    }

    @Test(.enabled(if: TestServer.has("prometheus", "prometheus-node-exporter")))
    func aPrometheusFederates() throws {
        let folder = try Folder(), port = try TestServer.freePort(), nodePort = try TestServer.freePort()
        let exporter = try TestServer(
            "prometheus-node-exporter",
            [
                "--web.listen-address=127.0.0.1:\(nodePort)", "--collector.disable-defaults", "--collector.loadavg",
                "--collector.uname",
            ],
            log: folder.path + "/nodelog")
        try #require(self.await(nodePort), "\(exporter.output)")
        let own = try folder.write(
            "server.yml",
            "global: {scrape_interval: 1s}\nscrape_configs: [{job_name: node, static_configs: [{targets: ['127.0.0.1:\(nodePort)']}]}]\n"
        )
        let server = try TestServer(
            "prometheus",
            [
                "--config.file=\(own)", "--storage.tsdb.path=\(folder.path)/data",
                "--web.listen-address=127.0.0.1:\(port)",
            ],
            log: folder.path + "/log")
        try #require(self.await(port), "\(server.output)")
        let text = """
            scrape_configs:
            - job_name: federate
              scrape_interval: 1s
              honor_labels: true
              metrics_path: /federate
              params: {'match[]': ['{job="node"}']}
              static_configs: [{targets: ['127.0.0.1:\(port)']}]
            """
        var snapshot: Snapshot?
        #expect(
            Waiting.until(seconds: 40) {
                snapshot = try? watch(text, in: folder)
                return snapshot?.isExported(.hostLoad1) == true
            })
        let seen = try #require(snapshot)
        let host = ProcessInfo.processInfo.hostName.split(separator: ".").first.map(String.init) ?? ""
        #expect(seen.topology.trays.contains { $0.host.hasPrefix(host) }, "\(seen.topology.trays.map(\.host))")
    }
}
