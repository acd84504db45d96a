// Errors to stderr and exit code 2, everywhere alike.

import App
import ArgumentParser

enum Exit {
    static func onError(_ body: () throws(UserError) -> Void) throws {
        do throws(UserError) { try body() } catch {
            Output.error("vigie: \(error.description)")
            throw ExitCode(2)
        }
    }

    /// All is said; what is still in memory goes with the process.
    static func now() -> Never { Vigie.exit(withError: ExitCode.success) }

    /// Arguments that make no sense: one line, no usage text.
    static func usage(_ message: String, help: String) -> Never {
        Output.error("vigie: \(message); `\(help)` shows what there is")
        Vigie.exit(withError: ExitCode(2))
    }
}
