// Where arguments begin and exit codes end: 0 fine, 1 the thing checked is bad, 2 a usage error, said in one line.

import App
import ArgumentParser

extension Vigie {
    /// Runs the command that the arguments name. Never returns.
    static func main() {
        let arguments = Array(CommandLine.arguments.dropFirst())
        // Without this the default command would take an unknown word for an argument of its own.
        if let word = arguments.first, !word.hasPrefix("-"), word != "help", !isCommand(word) {
            Exit.usage(Choice.unknown(word, "command", known: commandNames), help: "vigie --help")
        }
        do {
            var command = try parseAsRoot(arguments)
            try command.run()
            exit(withError: nil)
        } catch {
            guard exitCode(for: error) == .validationFailure else { exit(withError: error) }
            let known = arguments.first.map { commandNames.contains($0) ? "vigie \($0) --help" : "vigie --help" }
            Exit.usage(message(for: error), help: known ?? "vigie --help")
        }
    }

    /// The names a user may type, in the order of the help text.
    private static var commandNames: [String] {
        configuration.subcommands.filter { $0.configuration.shouldDisplay }.compactMap { $0.configuration.commandName }
    }

    private static func isCommand(_ word: String) -> Bool {
        configuration.subcommands.contains {
            $0.configuration.commandName == word || $0.configuration.aliases.contains(word)
        }
    }
}
