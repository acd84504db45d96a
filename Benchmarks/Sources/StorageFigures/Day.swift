// A day and an hour of a tenth of the hall, second by second: what every ring takes once it is full.

import Storage

enum Day {
    static func run(gpus: Int) {
        let before = StoreTable.residentMiB()
        let block = HallBlock(gpus: min(gpus, 720), slots: 607)
        let loaded = StoreTable.residentMiB()
        let hall = FullHall(gpus: gpus, block: block, fields: Array(block.fields.indices), hostFields: 40)
        for second in 1...25 * 3_600 {
            hall.prepare()
            hall.scatter()
            hall.scatterHosts()
            hall.close()
            guard second % 3_600 == 0, [1, 2, 3, 12, 25].contains(second / 3_600) else { continue }
            print("after \(second / 3_600) h: \(StoreTable.f(StoreTable.residentMiB() - loaded)) MiB resident")
            for ring in hall.store.snapshot.ringSizes where ring.values > 0 {
                let size = Double(ring.bytes) / 1_048_576, perValue = Double(ring.bytes) / Double(ring.values)
                print("  \(ring.content), steps of \(ring.stepMs / 1000) s: \(StoreTable.f(size)) MiB, \(StoreTable.f(perValue)) B a value")
            }
        }
        print("the program before: \(StoreTable.f(before)) MiB")
    }
}
