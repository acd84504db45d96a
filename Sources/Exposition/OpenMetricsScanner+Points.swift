// What OpenMetrics asks of samples together: metrics and points in one piece, values that suit the type (unsafe: borrowed bytes).

extension OpenMetricsScanner {
    /// Checks a sample as this part of the current family.
    @inline(__always)
    mutating func check(_ part: FamilyType.Part, exemplar start: Int?, _ end: Int) -> LineFault? {
        family.hasSamples = true
        var bound = Double.infinity
        var special: LabelMarks.Mark?
        switch (family.type, part) {
        case (.histogram, .bucket), (.gaugehistogram, .bucket):
            special = workspace.labels.first(named: "le", in: bytes)
            guard let le = special.flatMap(bound(of:)) else { return problem(name.upperBound, .le) }
            bound = le
        case (.summary, .value):
            special = workspace.labels.first(named: "quantile", in: bytes)
            guard let mark = special, let quantile = plainNumber(mark), quantile >= 0, quantile <= 1 else {
                return problem(name.upperBound, .quantile)
            }
        case (.stateset, _):
            special = stateLabel()
            if special == nil { return problem(name.upperBound, .stateLabel) }
        default: break
        }
        if let reason = valueFault(part) { return problem(number.lowerBound, reason) }
        if let fault = place(part, special) { return fault }
        if let reason = histogramFault(part, bound) { return problem(number.lowerBound, reason) }
        guard let start else { return nil }
        return checkExemplar(part, bound, start, end)
    }

    private mutating func checkExemplar(
        _ part: FamilyType.Part, _ bound: Double, _ start: Int, _ end: Int
    ) -> LineFault? {
        guard part == .bucket || part == .total else { return problem(start, .exemplarPlace) }
        let (value, fault) = exemplar(start, end)
        if let fault { return fault }
        if part == .bucket, value > bound { return problem(start, .exemplarRange) }
        exemplars += 1
        return nil
    }

    @inline(__always)
    private func valueFault(_ part: FamilyType.Part) -> LineFault.Reason? {
        switch part {
        case .value:
            switch family.type {
            case .stateset: value == 0 || value == 1 ? nil : .stateValue
            case .summary: value < 0 ? .quantileValue : nil
            default: nil
            }
        case .total: value >= 0 && value < .infinity ? nil : .counterValue
        case .created: value.isFinite ? nil : .createdValue
        case .bucket, .count, .gcount:
            value >= 0 && value < .infinity && value == value.rounded(.towardZero) ? nil : .countValue
        case .sum: value >= 0 ? nil : .sumValue
        case .gsum: value.isNaN ? .sumValue : nil
        case .info: value == 1 ? nil : .infoValue
        }
    }

    /// Where the sample stands among the metrics and points of its family.
    @inline(__always)
    private mutating func place(_ part: FamilyType.Part, _ special: LabelMarks.Mark?) -> LineFault? {
        // Hashes of labels are added up, so that their order does not matter.
        var all = family.serial
        let marks = workspace.labels
        for index in 0..<marks.count { all = all &+ hash(marks[index]) }
        // Info metrics are told apart by nothing but the labels they carry: one metric each, in any order.
        let metric = family.type == .info ? family.serial : special.map { all &- hash($0) } ?? all
        if point.isOpen, point.metric == metric {
            if point.hasTimestamp != (seconds != nil) { return problem(number.upperBound, .mixedTimestamps) }
            if let seconds, seconds != point.seconds {
                if seconds < point.seconds, family.type != .info { return problem(number.upperBound, .backwards) }
                if let fault = closePoint() { return fault }
                openPoint(metric)
            }
        } else {
            if let fault = closePoint() { return fault }
            guard workspace.metrics.insert(metric) else { return problem(line.lowerBound, .interleaved) }
            openPoint(metric)
        }
        guard seconds == nil, part != .bucket else { return nil }
        if special != nil || part == .info {
            let series = PageBytes.fold(all ^ 0x2545_F491_4F6C_DD1D, workspace.seed | 1)
            return workspace.metrics.insert(series) ? nil : problem(line.lowerBound, .repeatedSeries)
        }
        let bit = UInt16(1) << UInt16(part.rawValue)
        if point.parts & bit != 0 { return problem(line.lowerBound, .repeatedSeries) }
        point.parts |= bit
        return nil
    }

    private mutating func openPoint(_ metric: UInt64) {
        point = Point()
        point.isOpen = true
        point.metric = metric
        point.hasTimestamp = seconds != nil
        point.seconds = seconds ?? 0
        point.line = lineNumber
    }

    /// - Returns: what the samples of the open point lack.
    mutating func closePoint() -> LineFault? {
        guard point.isOpen, family.type == .histogram || family.type == .gaugehistogram else { return nil }
        return point.histogram.end(isGauge: family.type == .gaugehistogram).map {
            LineFault(line: point.line, column: 1, reason: $0)
        }
    }

    @inline(__always)
    private mutating func histogramFault(_ part: FamilyType.Part, _ bound: Double) -> LineFault.Reason? {
        guard family.type == .histogram || family.type == .gaugehistogram else { return nil }
        switch part {
        case .bucket: return point.histogram.bucket(bound: bound, value: value)
        case .count, .gcount: point.histogram.add(count: value)
        case .sum, .gsum: point.histogram.add(sum: value)
        default: break
        }
        return nil
    }

    @inline(__always)
    private func hash(_ mark: LabelMarks.Mark) -> UInt64 {
        bytes.hash(
            mark.valueStart, mark.valueEnd, seed: bytes.hash(mark.nameStart, mark.nameEnd, seed: workspace.seed))
    }

    /// The label that a stateset carries its state in.
    private func stateLabel() -> LabelMarks.Mark? {
        let marks = workspace.labels
        for index in 0..<marks.count {
            let mark = marks[index]
            let length = mark.nameEnd - mark.nameStart
            if length == family.name.count, bytes.same(mark.nameStart, family.name.lowerBound, length) { return mark }
        }
        return nil
    }

    /// A bucket's bound: any spelling of a number, but infinity only as `+Inf`.
    private func bound(of mark: LabelMarks.Mark) -> Double? {
        guard let bound = plainNumber(mark), !bound.isNaN else { return nil }
        guard bound.isInfinite else { return bound }
        return mark.valueEnd - mark.valueStart == 4 && bytes.equals(mark.valueStart, "+Inf") ? bound : nil
    }

    private func plainNumber(_ mark: LabelMarks.Mark) -> Double? {
        Decimal.parse(
            UnsafeRawBufferPointer(start: bytes.base + mark.valueStart, count: mark.valueEnd - mark.valueStart))
    }
}
