// What a screen is about: parts of two screens about different things must never stand side by side.

import Storage
import Telemetry

/// Equal where one frame can be taken for a newer one of the same: same view, same place, same layer, same lines.
public struct Subject: Equatable, Sendable {
    private let view: ViewName
    private let layer: Int
    private let againstPeers: Bool
    private let isAutoScaled: Bool
    private let filter: Filter?
    private let showsMenu: Bool
    private let level: Level
    private let detail: Int
    private let isFolded: Bool
    private let slotsPerColumn: Int?
    private let pageURL: String?
    private let place: Selection
    private let list: ListPosition

    /// Of what the user has chosen.
    public init(_ state: ConsoleState) {
        view = state.view
        layer = state.layer
        againstPeers = state.againstPeers
        isAutoScaled = state.isAutoScaled
        filter = state.activeFilter
        showsMenu = state.menuLine != nil
        level = state.level
        detail = state.detail
        isFolded = state.isFolded
        slotsPerColumn = state.slotsPerColumn
        pageURL = state.pageURL
        // A cursor that moves on a map does not change what the map is about.
        var place = Selection()
        switch state.view {
        case .rack: place.rack = state.selection.rack
        case .tray: place.tray = state.selection.tray
        case .gpu: place = state.selection
        default: break
        }
        self.place = place
        var list = state.list
        list.line = 0
        list.column = 0
        self.list = list
    }
}
