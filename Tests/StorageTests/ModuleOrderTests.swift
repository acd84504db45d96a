// Where GPUs sit in their tray: modules as captured from real machines.

import Telemetry
import Testing

@testable import Storage

struct ModuleOrderTests {
    private func gpus(_ modules: [Int?]) -> [GPUIdentity] {
        modules.enumerated().map { ordinal, module in
            var identity = GPUIdentity(ordinal: ordinal)
            identity.module = module
            return identity
        }
    }

    @Test func modulesOfARealTray() {
        let order = ModuleOrder(gpus([2, 1, 4, 3]))
        #expect(order.isKnown && (0..<4).map(order.position) == [1, 0, 3, 2])
    }

    @Test func aMissingGPULeavesItsHole() {
        let order = ModuleOrder(Array(gpus([2, 1, 4, 3]).filter { $0.module != 4 }))
        #expect(order.position(0) == 1 && order.position(1) == 0 && order.position(3) == 2)
    }

    @Test func withoutModulesTheIndexIsAssumed() {
        #expect(!ModuleOrder(gpus([nil, 1, 2, 3])).isKnown && ModuleOrder(gpus([nil, 1, 2, 3])).position(2) == 2)
        #expect(!ModuleOrder(gpus([1, 1, 2, 3])).isKnown && !ModuleOrder(gpus([1, 2, 3, 900])).isKnown)
    }
}
