// How much of a recording is kept: what is taken, what is refused in words, and the sum at the end.

import Foundation
import Recording
import Testing

@testable import App

struct RetainTests {
    private static func options(_ text: String) throws -> RecordingOptions {
        var options = RecordOptions(path: "a.vigie", source: .demo(DemoOptions()))
        try options.retain(text)
        return options.recording
    }

    @Test func anAgeASizeOrOneOfEach() throws {
        #expect(try Self.options("14d").retainMs == 14 * 86_400_000)
        #expect(try Self.options("200GB").retainMs == nil)
        let both = try Self.options("200GB,14d")
        #expect(both.retainMs == 14 * 86_400_000 && both.retainBytes != nil)
    }

    @Test(arguments: ["", ",", "1d,", "1d,1d", "1GB,2GB", "1d,1GB,2d", "59s"]) func theRestIsRefused(text: String) {
        #expect(throws: UserError.self) { try Self.options(text) }
    }

    /// Retention may free more than was added: no figure is negative.
    @Test func whatWasFreedIsSaidInWords() throws {
        let folder = try Folder()
        let path = try folder.write("a.vigie", String(repeating: "x", count: 400))
        let summary = RecordSummary(path)
        try Data(count: 150).write(to: URL(fileURLWithPath: path))
        let text = summary.text(RecordingStatus())
        #expect(text.hasSuffix("150 bytes, 250 fewer than before"), "\(text)")
    }
}
