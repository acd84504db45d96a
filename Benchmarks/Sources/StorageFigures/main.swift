// Prints the storage's sizes and speeds on simulated halls beside their limits. Reads the monotonic clock.
// StorageFigures [GPUS] [--slots N] [--zstd] [sizes] [store] [scale] | week | day

let arguments = Array(CommandLine.arguments.dropFirst())
let gpus = arguments.compactMap { Int($0) }.first ?? 13_800
let slots = arguments.firstIndex(of: "--slots").flatMap { Int(arguments[$0 + 1]) } ?? 3_600
let parts = arguments.filter { ["sizes", "store", "scale", "week", "day"].contains($0) }
if parts.isEmpty || parts.contains("sizes") { SizeTables.print(gpus: gpus, withZstd: arguments.contains("--zstd")) }
if parts.isEmpty || parts.contains("store") { StoreTable.print(gpus: gpus, slots: slots) }
if parts.isEmpty || parts.contains("scale") { StoreTable.printScale() }
if parts.contains("week") { Week.run() }
if parts.contains("day") { Day.run(gpus: gpus) }
