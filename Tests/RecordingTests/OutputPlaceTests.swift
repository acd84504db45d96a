// Where a recording can not be written is told in words, before anything is opened there.

import Glibc
import Testing

@testable import Recording

struct OutputPlaceTests {
    @Test func aPipeIsNoPlaceForARecording() throws {
        let path = Demo.path("pipe")
        try #require(mkfifo(path, 0o600) == 0)
        for place in [path, "/dev/null"] {
            do {
                _ = try Recorder(place, Demo.options())
                Issue.record("\(place) was taken")
            } catch {
                #expect(error.description == "\(place): a pipe or a device; a recording needs a file of its own")
            }
        }
    }
}
