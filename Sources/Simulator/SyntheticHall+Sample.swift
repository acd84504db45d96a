// The physics: load to power, power to temperature with a lag, and what each fault changes.

import Facility
import Telemetry

extension SyntheticHall {
    /// Temperature at which clocks are cut.
    static let slowdownCelsius = 87.0
    static let idleWatts = 185.0
    static let fullWatts = 1_330.0
    static let memoryMiB: Int64 = 284_208

    /// The state of one GPU.
    public func sample(gpu: Int, at time: Timestamp) -> GPUSample {
        let timeMs = max(0, time.milliseconds)
        let tick = Int(timeMs)
        let tray = Int(topology.trayOfGPU[gpu])
        let job = jobs[topology.trays[tray].rack]
        var load = Job.load(job, gpu: gpu, timeMs: timeMs, noise)
        var effects = effects(gpu: gpu, tray: tray, at: time)
        load *= effects.loadFactor
        let own = 0.985 + 0.03 * noise.uniform(41, gpu)
        let watts = (Self.idleWatts + (Self.fullWatts - Self.idleWatts) * load) * own * effects.powerFactor
        var sample = GPUSample()
        sample.powerMilliwatts = Int64(watts * (1 + 0.005 * noise.normal(42, gpu, tick)) * 1000)
        sample.instantMilliwatts = Int64(watts * (1 + 0.012 * noise.normal(43, gpu, tick)) * 1000)
        sample.energyMillijoules = energy(gpu: gpu, tray: tray, job: job, own: own, timeMs: timeMs)
        heat(&sample, gpu: gpu, tray: tray, job: job, timeMs: timeMs, watts: watts, &effects)
        activity(&sample, gpu: gpu, tick: tick, job: job, load: load, effects)
        traffic(&sample, gpu: gpu, tick: tick, job: job, load: load, effects)
        sample.xid = effects.xid
        sample.eccSingleBit = Int64(noise.hash(44, gpu) % 3 / 2) + effects.singleBit
        sample.eccDoubleBit = effects.doubleBit
        sample.present = effects.present
        return sample
    }

    private func heat(
        _ sample: inout GPUSample, gpu: Int, tray: Int, job: Int, timeMs: Int64, watts: Double, _ effects: inout Effects
    ) {
        // The cold plate and the loop lag: a weighted mean of the load now and up to a minute ago.
        var lagged = 0.35 * Job.load(job, gpu: gpu, timeMs: timeMs, noise)
        lagged += 0.30 * Job.load(job, gpu: gpu, timeMs: max(0, timeMs - 10_000), noise)
        lagged += 0.20 * Job.load(job, gpu: gpu, timeMs: max(0, timeMs - 30_000), noise)
        lagged += 0.15 * Job.load(job, gpu: gpu, timeMs: max(0, timeMs - 60_000), noise)
        let height = Double(topology.trays[tray].number) * 0.12
        let base =
            33 + height + 3 * noise.uniform(47, gpu) + 0.6 * noise.drift(48, gpu, timeMs: timeMs, periodMs: 9_000)
        let temperature = base + 31 * lagged * effects.loadFactor + effects.extraCelsius
        sample.tempCelsius = Int64(temperature.rounded())
        sample.memoryTempCelsius = Int64((temperature + 6 + 4 * lagged + effects.memoryCelsius).rounded())
        sample.marginCelsius = Int64((Self.slowdownCelsius - temperature).rounded())
        if temperature >= Self.slowdownCelsius - 1 { effects.clockBits |= 0x20 | 0x40 }
    }

    private func activity(
        _ sample: inout GPUSample, gpu: Int, tick: Int, job: Int, load: Double, _ effects: Effects
    ) {
        let busy = load > 0.001
        func millionths(_ share: Double, _ stream: Int) -> Int64 {
            guard busy else { return 0 }
            return Int64(max(0, min(1, share + 0.01 * share * noise.normal(stream, gpu, tick))) * 1_000_000)
        }
        sample.smActive = millionths(load * 0.985, 51)
        sample.grEngine = millionths(min(1, load * 1.01), 52)
        sample.tensor = millionths(load * 0.62, 53)
        sample.dram = millionths(load * 0.48, 54)
        sample.occupancy = millionths(load * 0.41, 55)
        // A spinning kernel keeps utilisation at 100 % even when little is done: that is why it lies.
        let training = Job.plan[job].job.work == .training
        sample.utilPercent =
            effects.spins
            ? 100
            : !busy ? 0 : training ? 100 - Int64(noise.hash(56, gpu, tick / 1000) % 3) : Int64(min(100, load * 110))
        let boost = busy ? 1_965.0 - 60 * load : 345
        let steps = (boost * effects.clockFactor + 9 * noise.normal(57, gpu, tick / 1000)) / 15
        sample.smClockMHz = Int64(steps.rounded()) * 15
        sample.clockEvents = effects.clockBits | (busy ? (load > 0.94 ? 0x4 : 0) : 0x1)
    }

    private func traffic(
        _ sample: inout GPUSample, gpu: Int, tick: Int, job: Int, load: Double, _ effects: Effects
    ) {
        let busy = load > 0.001
        let training = Job.plan[job].job.work == .training
        func rate(_ full: Double, _ stream: Int, _ spread: Double) -> Int64 {
            Int64(max(0, full * (1 + spread * noise.normal(stream, gpu, tick))))
        }
        let links =
            (busy && !effects.spins ? load : 0) * (training ? 0.72e12 : 0.12e12) * Double(18 - effects.linksDown) / 18
        sample.nvlinkTx = rate(links / 2, 61, 0.03)
        sample.nvlinkRx = rate(links / 2, 62, 0.03)
        sample.nvlinkUnits = rate(links / 1.024e6, 63, 0.03)
        sample.linksDown = Int64(effects.linksDown)
        sample.pcieTx = rate(busy ? 2.1e9 + 9e9 * load : 4e5, 64, 0.08)
        sample.pcieRx = rate(busy ? 1.4e9 + 5e9 * load : 3e5, 65, 0.08)
        let share = busy ? (training ? 0.86 : 0.71) + 0.04 * noise.uniform(66, gpu) : 0.002
        let used = Double(Self.memoryMiB) * share + (busy ? 180 * noise.normal(67, gpu, tick / 1000) : 0)
        sample.memoryUsedMiB = max(0, min(Self.memoryMiB - 900, Int64(used)))
        sample.memoryFreeMiB = Self.memoryMiB - 742 - sample.memoryUsedMiB
    }
}
