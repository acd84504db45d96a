// What runs on a range of racks, and how hard, at any moment. Pure arithmetic over time.

/// A tenant's work.
struct Job {
    enum Work { case training, inference, idle, burnIn }

    let name: String
    let work: Work
    /// Busy level, 0 to 1.
    let level: Double
    let namespace: String

    /// The plan of the demo hall, by racks out of 192; other halls are scaled to it.
    static let plan: [(upTo: Int, job: Job)] = [
        (64, Job(name: "train-42", work: .training, level: 0.97, namespace: "pretrain")),
        (80, Job(name: "train-43", work: .training, level: 0.86, namespace: "pretrain")),
        (100, Job(name: "serve-chat", work: .inference, level: 0.60, namespace: "serving")),
        (108, Job(name: "", work: .idle, level: 0, namespace: "")),
        (144, Job(name: "train-51", work: .training, level: 0.96, namespace: "posttrain")),
        (156, Job(name: "serve-embed", work: .inference, level: 0.30, namespace: "serving")),
        (176, Job(name: "train-57", work: .training, level: 0.92, namespace: "research")),
        (186, Job(name: "", work: .idle, level: 0, namespace: "")),
        (192, Job(name: "burn-in", work: .burnIn, level: 0.995, namespace: "acceptance")),
    ]

    static func index(rack: Int, of racks: Int) -> Int {
        let place = racks >= 192 ? rack % 192 : rack * 192 / max(1, racks)
        return plan.firstIndex { place < $0.upTo } ?? 0
    }

    /// Milliseconds from one checkpoint to the next, and how long a stall lasts.
    static func checkpoint(_ job: Int, _ noise: Noise) -> (periodMs: Int64, stallMs: Int64) {
        (240_000 + Int64(noise.hash(11, job) % 180_000), 6_000 + Int64(noise.hash(12, job) % 5_000))
    }

    /// Whether the whole job waits for its checkpoint.
    static func isStalled(_ job: Int, timeMs: Int64, _ noise: Noise) -> Bool {
        guard plan[job].job.work == .training else { return false }
        let (period, stall) = checkpoint(job, noise)
        let phase = (timeMs + Int64(noise.hash(13, job) % UInt64(period / 2)) + period / 3) % period
        return phase >= period - stall
    }

    /// How busy a GPU of the job is, before faults and measuring noise.
    static func load(_ job: Int, gpu: Int, timeMs: Int64, _ noise: Noise) -> Double {
        let level = plan[job].job.level
        switch plan[job].job.work {
        case .idle: return 0
        case .burnIn: return level
        case .training:
            if isStalled(job, timeMs: timeMs, noise) { return 0.06 }
            let step = 2_400 + Int64(noise.hash(14, job) % 900)
            // The all-reduce at the end of a step lowers activity a little, for all members at once.
            return timeMs % step > step * 9 / 10 ? level * 0.97 : level
        case .inference:
            let hours = day(Double(timeMs / 1000 % 86_400) / 86_400)
            let swing = noise.bump(15, gpu, timeMs: timeMs, periodMs: 20_000)
            return level * (0.55 + 0.6 * hours + 0.24 * swing)
        }
    }

    /// Milliseconds of full load up to a moment, by a job that nothing is wrong with: the integral of `load`.
    static func integralMs(_ job: Int, gpu: Int, timeMs: Int64, _ noise: Noise) -> Double {
        let level = plan[job].job.level
        switch plan[job].job.work {
        case .idle: return 0
        case .burnIn: return level * Double(timeMs)
        case .inference:
            let swing = noise.bumpIntegralMs(15, gpu, timeMs: timeMs, periodMs: 20_000)
            return level * (0.55 * Double(timeMs) + 0.6 * dayIntegralMs(timeMs) + 0.24 * swing)
        case .training: break
        }
        let (period, stall) = checkpoint(job, noise)
        let shifted = timeMs + Int64(noise.hash(13, job) % UInt64(period / 2)) + period / 3
        let cycles = shifted / period, phase = shifted % period
        let busy = Double(cycles) * Double(period - stall) + Double(min(phase, period - stall))
        let stalled = Double(cycles) * Double(stall) + Double(max(0, phase - (period - stall)))
        return busy * level * 0.997 + stalled * 0.06
    }

    /// The share of the day's peak at a place in the day: a triangle, least at 03:00 UTC, most at 15:00.
    private static func day(_ share: Double) -> Double {
        let distance = share > 0.125 ? share - 0.125 : share + 0.875
        return distance < 0.5 ? distance * 2 : 2 - distance * 2
    }

    /// The integral of `day` over time.
    private static func dayIntegralMs(_ timeMs: Int64) -> Double {
        let lengthMs: Int64 = 86_400_000
        let since = timeMs - lengthMs / 8
        let days = since / lengthMs, share = Double(since % lengthMs) / Double(lengthMs)
        let part = share < 0.5 ? share * share : 2 * share - share * share - 0.5
        return (Double(days) * 0.5 + part) * Double(lengthMs)
    }
}
