// Closing a slot: values resolved by the one rule, states decided, roll-ups folded, a snapshot published (unsafe inside).

import Facility
import Telemetry

extension Store {
    /// Closes every slot whose end and closing delay have passed.
    ///
    /// - Parameter now: the present, in data time.
    /// - Returns: the newest snapshot, nil if no slot closed.
    public func close(upTo now: Timestamp) -> Snapshot? {
        let delay = Int64(Double(stepMs) * Self.closingDelay)
        var newest = slot(of: now - delay) - 1
        guard newest > closed else { return nil }
        // After a long sleep of the process only the newest slots can matter.
        if newest - closed > hotSlots { skip(to: newest - hotSlots) }
        newest = max(newest, closed)
        while closed < newest {
            closeNext()
            statistics.lagMs = max(0, now - end(of: closed))
            guard closed == newest || observer != nil else { continue }
            snapshot = makeSnapshot()
            gpus.detach()
            observer?.didClose(snapshot)
        }
        return snapshot
    }

    /// Leaves out every slot before the one of `time`: nothing was observed in them, so no state is decided there.
    ///
    /// For one-shot commands that play only the beginning and the end of a span.
    public func jump(to time: Timestamp) {
        let target = slot(of: time) - 1
        guard target > closed else { return }
        unobservedMs = time - end(of: closed)
        skip(to: target)
        observedSince = time
    }

    private func skip(to slot: Int) {
        open.remove(upTo: slot)
        endSteps(before: slot + 1)
        // Short gaps are slots without values; after long ones the ring begins anew.
        if !raw.frames.isEmpty, slot - closed <= Self.blockSlots * 4 {
            let hole = SlotFrame(count: layout.count)
            hole.fill(Absence.missing.float)
            for index in closed + 1...slot { raw.append(hole, slot: index) }
        }
        closed = slot
    }

    /// Longer steps that a gap ends: what was added up belongs to the time before it.
    private func endSteps(before slot: Int) {
        var last = closed, next = slot
        for (index, level) in levels.enumerated() {
            guard last >= 0, last / level.slotsPerStep != next / level.slotsPerStep else { return }
            level.close(slot: last)
            (last, next) = (last / level.slotsPerStep, next / level.slotsPerStep)
            if index + 1 < levels.count { _ = levels[index + 1].add(slot: last, level.places) { $0.merge(level.gpus) } }
            level.clear()
        }
    }

    private func closeNext() {
        let slot = closed + 1
        let frame = frame(of: slot)
        open.remove(upTo: slot)
        closed = slot
        let moment = end(of: slot)
        for target in decideTargets(at: moment) { expire(target, in: frame) }
        resolve(frame, previous: raw.newest == slot - 1 ? raw.frames.last : nil, slot: slot)
        derive(frame)
        roundDerived(frame)
        decideGPUs(at: moment)
        keepStates(in: frame)
        raw.append(frame, slot: slot)
        rates(slot: slot)
        foldRollUps(frame, slot: slot)
        if !endsStep(slot) { seal() }
    }

    /// A share of the block that became full last. The slot that ends a step has enough to do: where steps are rare, those between share its part.
    private func seal() {
        // A sealed block gives back all its frames at once, which are needed again one by one: memory taken anew costs a slot a millisecond.
        spare.append(contentsOf: raw.seal(values: raw.valuesPerBlock / Self.sealingSlots + 1))
        if spare.count > Self.spareLimit { spare.removeFirst(spare.count - Self.spareLimit) }
        var slotsPerStep = 1
        for level in levels {
            slotsPerStep *= level.slotsPerStep
            // A block must be sealed before the next is full: where steps are as short as slots, that is soon.
            let span = min(Self.longSealingSlots, max(1, level.ring.blockSlots * slotsPerStep * 7 / 8))
            level.ring.seal(values: 1 + level.ring.valuesPerBlock / span)
        }
    }

    private func endsStep(_ slot: Int) -> Bool {
        guard let step = levels.first?.slotsPerStep, step >= Self.rareStepSlots else { return false }
        return (slot + 1) % step == 0
    }

    /// The states are part of the slot: its past can be looked at as it was.
    private func keepStates(in frame: SlotFrame) {
        for gpu in 0..<layout.gpus {
            frame.base[layout.gpuStates + gpu] = Float(gpus.states[gpu].rawValue)
        }
        for tray in 0..<layout.trays {
            frame.base[layout.trayStates + tray] = Float(trayStates[tray].rawValue)
        }
    }

    private func rates(slot: Int) {
        // What was not observed says nothing of the rate.
        let observed = observedSince.map { slot - self.slot(of: $0) } ?? slot
        let span = max(1, min(Int(Self.rateMs / stepMs), observed + 1))
        let (samples, bytes) = tallies.sum(slot - span + 1...slot)
        let seconds = Double(span) * Double(stepMs) / 1000
        statistics.samplesPerSecond = Double(samples) / seconds
        statistics.bytesPerSecond = bytes.map { Double($0) / seconds }
        statistics.missedScrapes = missedScrapes
    }

    /// What a target said last stands no longer where this slot brought nothing else.
    private func expire(_ target: Int, in frame: SlotFrame) {
        guard let binding = records[target].binding else { return }
        let untouched = SlotFrame.untouched.bitPattern
        for offset in binding.routes.map(binding.offset)
        where offset < frame.count && frame.base[offset].bitPattern == untouched {
            frame.base[offset] = Absence.missing.float
        }
    }

    /// The one rule: the sample of this slot, else the last one until its target is older than two intervals, else missing.
    private func resolve(_ frame: SlotFrame, previous: SlotFrame?, slot: Int) {
        let newest = renewLast()
        for column in layout.columns {
            // Column by column, so that the second look at it finds it in the cache.
            round(frame, column)
            resolve(frame, previous, newest, column.start..<column.end(layout), slot)
        }
    }

    /// New frames for the last values and their slots, since snapshots hold the old ones.
    ///
    /// - Returns: the old ones, to be carried over column by column.
    private func renewLast() -> (values: SlotFrame, slots: SlotFrame) {
        let old = (values: lastValues, slots: lastSlots)
        lastValues = takeFrame()
        lastSlots = takeFrame()
        // States are no values.
        lastValues.base.update(repeating: Absence.missing.float, count: layout.gpus + layout.trays)
        lastSlots.base.update(repeating: 0, count: layout.gpus + layout.trays)
        retired.append(old)
        if retired.count > 2 {
            let free = retired.removeFirst()
            spare.insert(contentsOf: [free.0, free.1], at: 0)
        }
        return old
    }

    /// Without branches, so that the loop works on several values at once.
    private func resolve(
        _ frame: SlotFrame, _ previous: SlotFrame?, _ last: (values: SlotFrame, slots: SlotFrame), _ range: Range<Int>,
        _ slot: Int
    ) {
        let values = frame.base + range.lowerBound, stamp = SlotFrame.stamp(slot)
        let newest = lastValues.base + range.lowerBound, slots = lastSlots.base + range.lowerBound
        let newestBefore = last.values.base + range.lowerBound, slotsBefore = last.slots.base + range.lowerBound
        let missing = Absence.missing.float, untouched = SlotFrame.untouched.bitPattern
        // A previous slot that ends before this column says nothing of it.
        let before = previous.flatMap { range.upperBound <= $0.count ? $0.base + range.lowerBound : nil }
        for index in 0..<range.count {
            let value = values[index]
            let isSilent = value.bitPattern == untouched, isKnown = value == value
            let held = before?[index] ?? missing
            values[index] = isSilent ? held : value
            newest[index] = isKnown ? value : newestBefore[index]
            slots[index] = isKnown ? stamp : slotsBefore[index]
        }
    }

    /// Ratios and sums of other columns.
    private func derive(_ frame: SlotFrame) {
        for index in catalogue.metrics.indices {
            let metric = catalogue.metrics[index]
            if let derivation = metric.derivation, derivation.isSum {
                sum(derivation.over, into: MetricID(index), frame)
                continue
            }
            guard let derivation = metric.derivation, layout.holds(MetricID(index)), layout.holds(derivation.part),
                layout.holds(derivation.needed)
            else { continue }
            let count = metric.entity == .gpu ? layout.gpus : layout.trays
            let target = layout.start(MetricID(index)), part = layout.start(derivation.part)
            let over = derivation.over.filter { layout.holds($0) }.map { layout.start($0) }
            let needed = layout.start(derivation.needed)
            for entity in 0..<count {
                var sum: Float = 0
                for start in over {
                    let value = frame.base[start + entity]
                    if value == value { sum += value }
                }
                let share = frame.base[part + entity] / sum
                let known = share == share && sum > 0 && frame.base[needed + entity] == frame.base[needed + entity]
                frame.base[target + entity] =
                    !known
                    ? frame.base[part + entity] == frame.base[part + entity]
                        ? Absence.missing.float : frame.base[part + entity] : derivation.complement ? 1 - share : share
                if known {
                    lastValues.base[target + entity] = frame.base[target + entity]
                    lastSlots.base[target + entity] = lastSlots.base[part + entity]
                }
            }
            let isFed = exported.contains(derivation.part.index) && exported.contains(derivation.needed.index)
            if isFed { exported.insert(index) }
        }
    }

    /// A sum of what is known: where one of two is not exported, the other is the least that there can be.
    private func sum(_ parts: [MetricID], into metric: MetricID, _ frame: SlotFrame) {
        let held = parts.filter { layout.holds($0) }.map { layout.start($0) }
        guard layout.holds(metric), let first = held.first else { return }
        let target = layout.start(metric)
        for entity in 0..<(catalogue[metric].entity == .gpu ? layout.gpus : layout.trays) {
            var sum: Float = 0, newest = first
            var isKnown = false
            for start in held where frame.base[start + entity] == frame.base[start + entity] {
                sum += frame.base[start + entity]
                if !isKnown || lastSlots.base[start + entity] > lastSlots.base[newest + entity] { newest = start }
                isKnown = true
            }
            // Why nothing is known the first of them tells.
            frame.base[target + entity] = isKnown ? sum : frame.base[first + entity]
            guard isKnown else { continue }
            lastValues.base[target + entity] = sum
            lastSlots.base[target + entity] = lastSlots.base[newest + entity]
        }
        if parts.contains(where: { exported.contains($0.index) }) { exported.insert(metric.index) }
    }
}
