// Prints the sizes and speeds of the column codec on simulated halls beside their limits. Reads the monotonic clock.

let arguments = CommandLine.arguments.dropFirst()
let gpus = arguments.first.flatMap { Int($0) } ?? 13_800
SizeTables.print(gpus: gpus, withZstd: arguments.contains("--zstd"))
