// Retired pages of older GPUs: the limit is for both kinds together, as a sum that the catalogue makes.

import Alerting
import Storage
import Telemetry
import Testing

@testable import App

struct RetiredPagesTests {
    private func hall(_ names: [String], _ value: @escaping (String, Int) -> Double) throws -> BatchHall {
        let metrics = try names.map { try #require(Catalogue.standard.metric(named: $0)) }
        let hall = BatchHall(gpus: 72, [.smActive] + metrics)
        hall.play(0..<8) { metric, gpu, second in
            guard let index = metrics.firstIndex(of: metric) else { return 0.9 }
            return second < 3 ? 0 : value(names[index], gpu)
        }
        return hall
    }

    /// DCGM's limit is for both kinds together, whichever of them is exported.
    @Test(arguments: [(40.0, 30.0), (0, 63), (63, 0)]) func retiredPagesAreCountedTogether(
        single: Double, double: Double
    ) throws {
        let hall = try hall(["pages_retired_single", "pages_retired_double"]) { name, gpu in
            gpu != 5 ? 0 : name == "pages_retired_single" ? single : double
        }
        let alarm = try #require(hall.board.alarms.first)
        #expect(alarm.name == "PagesRetiredTooMany" && alarm.severity == .critical)
        #expect(alarm.metric == "pages_retired", "\(alarm.summary)")
    }

    @Test func oneKindAloneIsTheLeastThatThereIs() throws {
        let hall = try hall(["pages_retired_double"]) { _, gpu in gpu == 5 ? 63 : 0 }
        #expect(hall.board.alarms.first?.name == "PagesRetiredTooMany")
        let few = try self.hall(["pages_retired_single"]) { _, gpu in gpu == 5 ? 62 : 0 }
        #expect(few.board.alarms.isEmpty, "\(few.board.alarms.map(\.summary))")
    }
}
