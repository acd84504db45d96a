// One name for several machines, and several exporters of one machine.

import Storage
import Telemetry
import Testing

@testable import App

struct SharedNamesTests {
    private func names(
        _ pages: [(address: String, host: String, uuids: [Int: String])], labels: [Int: String] = [:]
    ) -> (labels: [String?], shared: [String]) {
        let targets = pages.indices.map { index in
            TargetDescription(
                url: "http://\(pages[index].address)/\(index)", address: pages[index].address, intervalMs: 1_000,
                labels: labels[index].map { ["host": $0] } ?? [:])
        }
        let told = SharedNames.toldApart(targets) {
            pages[$0].host.isEmpty ? nil : (pages[$0].host, pages[$0].uuids)
        }
        return (told.targets.map { $0.labels["host"] }, told.names)
    }

    @Test func clonesAreToldApartWithTheirPages() {
        let told = names([
            ("10.0.0.1", "gpu", [0: "a", 1: "b"]), ("10.0.0.2", "gpu", [0: "c"]), ("10.0.0.1", "gpu", [:]),
            ("10.0.0.3", "gpu", [:]), ("10.0.0.4", "", [:]), ("10.0.0.5", "other", [0: "d"]),
        ])
        #expect(told.shared == ["gpu"])
        // Whose page the third address is, nobody knows: it is no reason to give it to one of them.
        let wanted = ["gpu (10.0.0.1)", "gpu (10.0.0.2)", "gpu (10.0.0.1)", "gpu (10.0.0.3)", nil, nil]
        #expect(told.labels == wanted)
    }

    @Test func exportersOfOneMachineStayTogether() {
        // In containers of their own; one of them misses a GPU.
        let told = names([
            ("10.1.0.1", "gpu", [0: "a", 1: "b"]), ("10.1.0.2", "gpu", [1: "b"]), ("10.1.0.3", "gpu", [:]),
        ])
        #expect(told.shared.isEmpty && told.labels == [nil, nil, nil])
        // Half of its GPUs each.
        let halves = names([("10.1.0.1", "gpu", [0: "a", 1: "b"]), ("10.1.0.2", "gpu", [2: "c", 3: "d"])])
        #expect(halves.shared.isEmpty && halves.labels == [nil, nil])
    }

    @Test func whatPeopleWroteStands() {
        let told = names([("10.0.0.1", "gpu", [0: "a"]), ("10.0.0.2", "gpu", [0: "b"])], labels: [1: "mine"])
        #expect(told.shared.isEmpty && told.labels == [nil, "mine"])
    }
}
