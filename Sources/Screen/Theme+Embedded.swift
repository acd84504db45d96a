// The two themes that are there even for a lone binary. The files in `themes/` say the same; a test compares them.

extension Theme {
    private static func colours(_ foreground: UInt32, _ background: UInt32? = nil) -> Colours {
        Colours(RGB(foreground), on: background.map { RGB($0) })
    }

    /// Heat from near-black through blue to teal, dim; white on red for what is lost, amber on brown for warnings.
    public static let dark = try! Theme(
        name: "dark", title: "calm, for a dark terminal",
        roles: [
            .text: colours(0xC9D1D9),
            .dim: colours(0x9AA5B1),
            .faint: colours(0x808B96),
            .title: colours(0xF0F6FC),
            .accent: colours(0x79C0FF),
            .selection: colours(0xFFFFFF, 0x1F6FEB),
            .cursor: colours(0x58A6FF),
            .good: colours(0x2EA043),
            .warning: colours(0xF2CC60),
            .critical: colours(0xFF8078),
            .info: colours(0x79C0FF),
            .background: colours(0x0D1117, 0x0D1117),
            .panel: colours(0xC9D1D9, 0x1C2430),
            .rule: colours(0x3D444D),
            .idle: colours(0x8B949E),
            .unseen: colours(0xB1BAC4, 0x0D1117),
            .empty: colours(0x6E7681, 0x0D1117),
            .gone: colours(0xFFFFFF, 0xB62324),
            .unreachable: colours(0xFFE0DD, 0x5C1012),
            .late: colours(0xE6EDF3, 0x2D333B),
            .frozen: colours(0xFFE9B0, 0x4A3D14),
            .planned: colours(0xE1E7EC, 0x161B22),
            .unexpected: colours(0xFFE9B0, 0x2D333B),
            .fault: colours(0xFFFFFF, 0xD1242F),
            .straggler: colours(0xFFE07A, 0x3D2B00),
            .hot: colours(0xFFE07A, 0x5A2A00),
            .throttled: colours(0xFFE08A, 0x4D2A10),
            .link: colours(0xFFE08A, 0x4A3500),
            .memoryError: colours(0xFFFFFF, 0x9E1C3A),
            .chart: colours(0x4F9FB0),
            .chartAlternate: colours(0xA07FC0),
            .chartBand: colours(0x2C4A55),
            .bar: colours(0x4FA3A0),
            .barTrack: colours(0x30363D),
            .dimmed: colours(0x1A2029, 0x1A2029),
            .noData: colours(0x8C2F33, 0x8C2F33),
            .header: colours(0xC9D1D9, 0x161B22),
            .headerText: colours(0xB1BAC4),
            .key: colours(0x58A6FF),
        ],
        ramp: [RGB(0x172338), RGB(0x152B4A), RGB(0x17406A), RGB(0x1C5A78), RGB(0x2A7079), RGB(0x46807F)],
        bend: [RGB(0x3F8896), RGB(0x2B6478), RGB(0x1F3F55), RGB(0x19212C), RGB(0x352C55), RGB(0x533F80), RGB(0x7A5CAB)])

    /// The same meanings on white: heat from pale to mid blue, dark glyphs on tinted cells for states.
    public static let light = try! Theme(
        name: "light", title: "for a light terminal",
        roles: [
            .text: colours(0x1F2328),
            .dim: colours(0x4D5761),
            .faint: colours(0x646D78),
            .title: colours(0x000000),
            .accent: colours(0x0550AE),
            .selection: colours(0xFFFFFF, 0x0969DA),
            .cursor: colours(0x0969DA),
            .good: colours(0x0B6E55),
            .warning: colours(0x8F5F00),
            .critical: colours(0x8B0A14),
            .info: colours(0x0550AE),
            .background: colours(0xFFFFFF, 0xFFFFFF),
            .panel: colours(0x1F2328, 0xEAEEF2),
            .rule: colours(0xC4CCD4),
            .idle: colours(0x59636E),
            .unseen: colours(0x424A53, 0xFFFFFF),
            .empty: colours(0x818B98, 0xFFFFFF),
            .gone: colours(0x5A0008, 0xFFB3AE),
            .unreachable: colours(0x5A0008, 0xFFD8D4),
            .late: colours(0x24292F, 0xE4E8EC),
            .frozen: colours(0x3D3300, 0xFFF0C0),
            .planned: colours(0x32383F, 0xF6F8FA),
            .unexpected: colours(0x3D2E00, 0xEAEEF2),
            .fault: colours(0x4A0006, 0xFF9C95),
            .straggler: colours(0x3D2E00, 0xFFE9B0),
            .hot: colours(0x4A2600, 0xFFCB80),
            .throttled: colours(0x4A2600, 0xFFDCB0),
            .link: colours(0x3D2E00, 0xFFE08A),
            .memoryError: colours(0x50002A, 0xFFC2DC),
            .chart: colours(0x2F7F90),
            .chartAlternate: colours(0x8250DF),
            .chartBand: colours(0xB9D6DD),
            .bar: colours(0x3E8A99),
            .barTrack: colours(0xD1D9E0),
            .dimmed: colours(0xEEF1F4, 0xEEF1F4),
            .noData: colours(0xF2A9A4, 0xF2A9A4),
            .header: colours(0x1F2328, 0xEAEEF2),
            .headerText: colours(0x424A53),
            .key: colours(0x0550AE),
        ],
        ramp: [RGB(0xDFECF4), RGB(0xCFE5EF), RGB(0xC0DDEA), RGB(0xA2CEDF), RGB(0x86BCD0), RGB(0x72AABD)],
        bend: [RGB(0x6FB3C2), RGB(0x9FCBD6), RGB(0xCFE4EA), RGB(0xF4F4F6), RGB(0xDDD3EF), RGB(0xC3B2E2), RGB(0xA893D2)])

    /// Both, the default first.
    public static let embedded = [dark, light]
}
