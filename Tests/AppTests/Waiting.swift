// Waiting for a condition, with a deadline that only ends a hang.

import Foundation

enum Waiting {
    static func until(seconds: Double = 20, _ condition: () -> Bool) -> Bool {
        let deadline = Date().addingTimeInterval(seconds)
        let pause = DispatchSemaphore(value: 0)
        while Date() < deadline {
            if condition() { return true }
            _ = pause.wait(timeout: .now() + .milliseconds(10))
        }
        return condition()
    }
}
