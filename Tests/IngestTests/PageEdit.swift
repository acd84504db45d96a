// Random changes of a page, line by line: what exporters do, and what they should not.

enum PageEdit {
    static func edit(_ lines: inout [String], _ random: inout SplitMix) {
        if lines.isEmpty { lines.append("a 1") }
        let index = Int(random.next() % UInt64(lines.count))
        switch random.next() % 18 {
        case 0, 1, 2, 3:
            if let space = lines[index].lastIndex(of: " ") {
                lines[index] =
                    lines[index][...space]
                    + ["1", "NaN", "-0", "1e-7", "0.1234567890123456789", "7"][Int(random.next() % 6)]
            }
        case 4, 5: lines.insert("extra{n=\"\(random.next() % 5)\"} 1", at: index)
        case 6, 7: lines.remove(at: index)
        case 8: lines.append(lines[index])
        case 9: lines.swapAt(index, Int(random.next() % UInt64(lines.count)))
        case 10: lines[index] = String(lines[index].dropLast(Int(random.next() % 4)))
        case 11: lines[index] = lines[index].replacing("gpu=\"0\"", with: "gpu=\"\(random.next() % 5)\"")
        case 12: lines[index] += " \(random.next() % 100)"
        case 13:
            lines.insert(
                ["", "# note", "  ", "# TYPE b gauge", "\t", "bad line here"][Int(random.next() % 6)], at: index)
        case 14: lines[index] = lines[index].replacing("h1", with: "h\(random.next() % 3)")
        case 15:
            // Another field of the same GPU, or the same field once more.
            let name = ["FIELD_77", "DCGM_FI_DEV_POWER_USAGE", "DCGM_FI_DEV_GPU_TEMP"][Int(random.next() % 3)]
            let line = lines[Int(random.next() % UInt64(lines.count))]
            if let brace = line.firstIndex(of: "{") { lines.insert(name + line[brace...], at: index) }
        default: lines.removeSubrange(index..<min(lines.count, index + Int(random.next() % 70)))
        }
        if lines.count > 400 { lines.removeLast(lines.count - 400) }
    }
}
