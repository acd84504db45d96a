// The energy counter: the integral of power, in closed form, so that it needs no history and a fault changes its slope at once.

import Telemetry

extension SyntheticHall {
    /// When the drivers were loaded: the first day of 2026.
    static let loadedMs: Int64 = 1_767_225_600_000

    /// Millijoules since the driver was loaded. Never falls.
    func energy(gpu: Int, tray: Int, job: Int, own: Double, timeMs: Int64) -> Int64 {
        var joules = 0.0
        var from = Self.loadedMs
        // A fault changes factors when it begins; between two beginnings they are constant.
        for begin in begins(tray: tray) where begin > from && begin < timeMs {
            joules += span(gpu: gpu, tray: tray, job: job, from: from, to: begin)
            from = begin
        }
        joules += span(gpu: gpu, tray: tray, job: job, from: from, to: max(from, timeMs))
        // Jitter far below what a second adds keeps the counter rising.
        return max(0, Int64(joules * own)) + Int64(noise.hash(45, gpu) % 1_000_000_000)
            + Int64(noise.hash(46, gpu, Int(timeMs / 1000)) % 8_000)
    }

    /// Beginnings of the tray's faults, earliest first; empty for nearly all trays.
    private func begins(tray: Int) -> [Int64] {
        guard plan.ofTray[tray].count > 1 else { return plan.ofTray[tray].map { plan.faults[$0].begin.milliseconds } }
        return plan.ofTray[tray].map { plan.faults[$0].begin.milliseconds }.sorted()
    }

    /// The nominal GPU's millijoules of a span in which no fault begins.
    private func span(gpu: Int, tray: Int, job: Int, from: Int64, to: Int64) -> Double {
        let effects = effects(gpu: gpu, tray: tray, at: Timestamp(milliseconds: from))
        let busyMs =
            Job.integralMs(job, gpu: gpu, timeMs: to, noise) - Job.integralMs(job, gpu: gpu, timeMs: from, noise)
        let watts = Self.fullWatts - Self.idleWatts
        return (Self.idleWatts * Double(to - from) + watts * busyMs * effects.loadFactor) * effects.powerFactor
    }
}
