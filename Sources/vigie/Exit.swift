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
}
