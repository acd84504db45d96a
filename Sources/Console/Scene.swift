// Everything a view may look at, at one moment. Built by the loop or a one-shot command; views add nothing to it.

import Alerting
import Storage
import Telemetry

/// A moment and the words around it.
public struct Scene: Sendable {
    /// The hall at the moment that is shown.
    public let snapshot: Snapshot
    /// Marks and troubles of the same snapshot.
    public let health: Health
    /// `live`, `demo`, ... as shown beside the clock.
    public let mode: String
    /// Seconds east of UTC, and what to call that zone.
    public let zoneOffsetSeconds: Int
    /// As shown behind the clock, `UTC` unless asked otherwise.
    public let zoneName: String
    /// The theme that the frame is drawn with.
    public let themeName: String
    /// Layers that Tab steps through.
    public let layers: [HeatMetric]
    /// Targets in the order of the targets view: failing first.
    public let targetOrder: [Int]
    /// Themes that can be asked for by name.
    public let themeNames: [String]
    /// The words of filters here.
    public let vocabulary: FilterVocabulary
    /// Keys as configured, from which hints and help are made.
    public var keys = KeyTable.standard
    /// What the screen itself costs, shown on demand.
    public var figures = ScreenFigures()

    /// Alarms of the moment, and what people said of them.
    public var alerts = AlertBoard.empty
    /// Acknowledgements, mutes and remarks, by alarm.
    public var notebook = AlertNotebook()
    /// The clock on the wall, by which mutes end: a person makes them now, whatever moment is shown. nil: the board's moment.
    public var wall: Timestamp?
    /// When mutes are judged.
    public var muteMoment: Timestamp { wall ?? alerts.moment }
    /// Whether the terminal shows two pixels in a cell; else one glyph stands for both.
    public var hasHalfBlocks = true
    /// How long who is followed has said nothing new; nil while it does, and of every moment that is not followed.
    public var silenceMs: Int64?
    /// Why nothing new can come from who is followed, as the end of a sentence; nil if it may.
    public var silenceWords: String?
    /// What XIDs are called and ask for; nil leaves them numbers.
    public var xids: XIDTable?

    /// Layers, filter words and the targets' order are made from the snapshot.
    public init(
        snapshot: Snapshot, health: Health, mode: String, zoneOffsetSeconds: Int = 0, zoneName: String = "UTC",
        themeName: String = "dark", themeNames: [String] = []
    ) {
        self.snapshot = snapshot
        self.health = health
        self.mode = mode
        self.zoneOffsetSeconds = zoneOffsetSeconds
        self.zoneName = zoneName
        self.themeName = themeName
        layers = HeatMetric.layers(of: snapshot)
        targetOrder = Self.order(snapshot.targets)
        self.themeNames = themeNames
        vocabulary = FilterVocabulary(catalogue: snapshot.catalogue, marks: Mark.allCases.map(\.word))
    }

    private static func order(_ targets: [TargetStatus]) -> [Int] {
        var buckets: [[Int]] = [[], [], [], []]
        for index in targets.indices {
            let target = targets[index]
            let bucket = target.failure != nil ? 0 : target.state != .fresh ? 1 : target.badLines > 0 ? 2 : 3
            buckets[bucket].append(index)
        }
        return buckets.flatMap { $0 }
    }

    /// The moment's wall time in the chosen zone.
    public var clock: String { CivilTime(snapshot.moment, offsetSeconds: zoneOffsetSeconds).clock }

    /// How much is critical and how much a warning: alarms where there are any, since they know the cause, else troubles. One screen never says both.
    public var severities: (critical: Int, warning: Int) {
        guard !alerts.alarms.isEmpty else { return (health.count(.critical), health.count(.warning)) }
        let loud = loudAlarms
        return (loud.count { $0.severity >= .critical }, loud.count { $0.severity == .warning })
    }

    /// By stable name, short name or title, whole or as a beginning; nil if there is none.
    public func layer(named text: String) -> Int? { HeatMetric.index(of: text, in: layers, snapshot.catalogue) }

    /// Those that nobody has muted.
    var loudAlarms: [Alarm] { alerts.alarms.filter { notebook.mute(of: $0, at: muteMoment) == nil } }

    /// What filters are asked about.
    public var filterSource: FilterSource {
        FilterSource(
            snapshot, gpuMarks: health.gpuMarks.map(\.rawValue), trayMarks: health.trayMarks.map(\.rawValue))
    }
}
