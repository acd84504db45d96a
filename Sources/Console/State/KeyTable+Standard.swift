// The keys that ship with vigie: arrows and vi's letters, numbers for views, one meaning each.

import Screen

extension KeyTable {
    private static func entry(
        _ name: String, _ keys: [Key], _ command: Command, _ words: String, hint: String? = nil,
        in views: Set<ViewName> = []
    ) -> Entry {
        Entry(name: name, keys: keys, command: command, words: words, hint: hint, views: views)
    }

    /// The table that holds without a configuration.
    public static let standard = KeyTable(moving + looking + finding + time + views + rest)

    private static let maps: Set<ViewName> = [.hall, .rack, .tray, .gpu]
    private static let lists: Set<ViewName> = [.timeline, .outliers, .table]

    private static let moving = [
        entry("left", [.left, .character("h")], .left, "move left; in the timeline, back in time"),
        entry("down", [.down, .character("j")], .down, "move down"),
        entry("up", [.up, .character("k")], .up, "move up"),
        entry("right", [.right, .character("l")], .right, "move right; in the timeline, on in time"),
        entry("first", [.home, .character("g")], .first, "first"),
        entry("last", [.character("G")], .last, "last"),
        entry("page-up", [.pageUp, .control("b")], .pageUp, "a page up, or a row up in the hall"),
        entry("page-down", [.pageDown, .control("f")], .pageDown, "a page down, or a row down in the hall"),
        entry("open", [.enter], .open, "open what is selected: rack, tray, GPU", hint: "open"),
        entry("back", [.escape, .backspace], .back, "back up, to the same position", hint: "back"),
    ]

    private static let looking = [
        entry("next-metric", [.tab], .nextMetric, "next heat metric", hint: "metric"),
        entry("previous-metric", [.backTab], .previousMetric, "previous heat metric"),
        entry("metrics", [.character("m")], .metricMenu, "list of heat metrics"),
        entry(
            "peers", [.character("p")], .peers, "heat against peers: how far from its job or rack", hint: "peers",
            in: maps),
        entry(
            "auto-scale", [.character("A")], .autoScale, "heat on the moment's own scale, marked auto; again the fixed"),
        entry(
            "sort", [.character("s")], .sort, "sort by the chosen column; the timeline by deviation", hint: "sort",
            in: lists),
        entry("reverse", [.character("S")], .reverse, "sort the other way round"),
        entry("level", [.character("L")], .level, "what a line stands for: GPU, tray, rack", hint: "level", in: lists),
        entry("finer", [.character("+"), .character("=")], .finer, "finer map; timeline: shorter columns"),
        entry("coarser", [.character("-")], .coarser, "coarser map; timeline: longer columns"),
        entry("fold", [.character("z")], .fold, "fold the side panels away; tables wide"),
    ]

    private static let finding = [
        entry("next-worst", [.character("w")], .nextTrouble, "go to the next worst place", hint: "next worst"),
        entry("previous-worst", [.character("W")], .previousTrouble, "go to the previous one"),
        entry(
            "filter", [.character("/")], .prompt(.filter), "filter: text, temp>85 & job~=train, rack=B*", hint: "filter"
        ),
        entry("job", [.character("J")], .job, "only the selection's job is meant; again everybody"),
        entry("command", [.character(":")], .prompt(.command), "command line, Tab completes", hint: "command"),
        entry("next-match", [.character("n")], .nextMatch, "next place that the filter means"),
        entry("previous-match", [.character("N")], .previousMatch, "previous place that the filter means"),
        entry("previous-event", [.character("e")], .previousEvent, "event before, from the newest on"),
        entry("next-event", [.character("E")], .nextEvent, "event after"),
        entry("bookmark", [.character("b")], .bookmark, "bookmark this place and moment"),
        entry("next-bookmark", [.character("B")], .nextBookmark, "go to the next bookmark"),
        entry("copy", [.character("y")], .copy, "copy the selection to your clipboard (OSC 52)"),
    ]

    private static let time = [
        entry("pause", [.character(" ")], .pause, "stand still in time, and go on", hint: "pause"),
        entry("step-back", [.character("[")], .time(.step(-1)), "one step back in time, also while live"),
        entry("step-on", [.character("]")], .time(.step(1)), "one step on in time"),
        entry("leap-back", [.character("{")], .time(.step(-60)), "sixty steps back in time"),
        entry("leap-on", [.character("}")], .time(.step(60)), "sixty steps on in time"),
        entry("next-hold", [.character("f")], .time(.hold(1)), "next time that the filter begins to hold"),
        entry("previous-hold", [.character("F")], .time(.hold(-1)), "the time before at which it did"),
        entry("slower", [.character("<")], .time(.slower), "slower"),
        entry("faster", [.character(">")], .time(.faster), "faster"),
        entry("now", [.end], .time(.end), "back to now, or to the end of the recording"),
        entry("record", [.character("R")], .time(.record), "begin and end a recording of this hall"),
    ]

    private static let views = [
        entry("hall", [.character("1")], .view(.hall), "hall: where is something wrong?"),
        entry("rack", [.character("2")], .view(.rack), "rack: what is wrong in this rack?"),
        entry("tray", [.character("3")], .view(.tray), "tray: what exactly, since when?"),
        entry("timeline", [.character("4")], .view(.timeline), "timeline: when did it start, who else?"),
        entry("outliers", [.character("5")], .view(.outliers), "outliers: who is worst?"),
        entry("table", [.character("6")], .view(.table), "table: any list, any column"),
        entry("targets", [.character("7")], .view(.targets), "targets: can I trust the picture?"),
        entry("alerts", [.character("8")], .view(.alerts), "alerts: what must I do?", hint: "alerts"),
        entry(
            "acknowledge", [.character("a")], .acknowledge, "alerts: acknowledge, or take it back", hint: "seen",
            in: [.alerts]),
        entry(
            "mute", [.character("M")], .mute, "alerts: mute for an hour, or take it back", hint: "mute", in: [.alerts]),
        entry("help", [.character("?"), .function(1)], .view(.help), "this help", hint: "help"),
    ]

    private static let rest = [
        entry("theme", [.character("T")], .nextTheme, "next theme", hint: "theme", in: maps),
        entry("colour-map", [.character("C")], .nextColourMap, "next colour map of heat"),
        entry("save", [.character("P")], .savePicture, "save this screen as text and SVG"),
        entry("figures", [.character("D")], .figures, "bytes and milliseconds of the screen"),
        entry("redraw", [.control("l")], .redraw, "draw the screen anew"),
        entry("suspend", [.control("z")], .suspend, "suspend to the shell"),
        entry("quit", [.character("q"), .control("c")], .quit, "quit", hint: "quit"),
    ]
}
