// A week of one rack, second by second, as fast as it goes: memory must not grow once the rings are full.

import Foundation

enum Week {
    /// Ends the process with 1 if memory grew by more than a tenth after the first day and a half.
    static func run() {
        let block = HallBlock(gpus: 72, slots: 60)
        let hall = FullHall(gpus: 72, block: block, fields: Array(block.fields.indices), hostFields: 40)
        let day = 86_400
        var full = 0.0
        for second in 1...7 * day {
            hall.prepare()
            hall.scatter()
            hall.scatterHosts()
            hall.close()
            if second == day * 3 / 2 { full = StoreTable.residentMiB() }
            if second % day == 0 { print("day \(second / day): \(StoreTable.f(StoreTable.residentMiB())) MiB") }
        }
        let end = StoreTable.residentMiB()
        print("after 1.5 days \(StoreTable.f(full)) MiB, after 7 days \(StoreTable.f(end)) MiB")
        if end > full * 1.1 { exit(1) }
    }
}
