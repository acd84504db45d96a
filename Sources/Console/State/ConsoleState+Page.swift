// Which target's page is looked at, and where in it.

import Storage

extension ConsoleState {
    /// Index of the target whose page is looked at, nil if it is gone.
    func pageTarget(_ scene: Scene) -> Int? {
        guard let pageURL else { return nil }
        return scene.snapshot.targets.firstIndex { $0.description.url == pageURL }
    }

    /// Chooses the page that the targets view has on top, failing ones first, and its tray; nothing where there is no target.
    public mutating func choosePage(_ scene: Scene) {
        guard let row = TargetTable(scene, self).rows.first else { return }
        choosePage(scene.snapshot.targets[row], scene)
    }

    private mutating func choosePage(_ target: TargetStatus, _ scene: Scene) {
        pageURL = target.description.url
        guard let tray = target.tray else { return }
        selection.select(.tray(tray), in: scene.snapshot.topology)
        trayOfRack[selection.rack] = tray
    }

    /// Opens the page of the selected target; its tray is selected with it, for whoever goes on to it.
    mutating func openPage(scene: Scene) {
        let rows = TargetTable(scene, self).rows
        guard rows.indices.contains(listLine) else { return }
        choosePage(scene.snapshot.targets[rows[listLine]], scene)
        _ = apply(.view(.page), scene: scene)
    }

    mutating func scrollPage(_ command: Command, scene: Scene) {
        let lines = pageTarget(scene).flatMap { SeriesLines(scene.snapshot, target: $0, filter: filter) }
        let last = max(0, (lines?.rows.count ?? 0) - 1)
        switch command {
        case .up: scroll -= 1
        case .down: scroll += 1
        case .pageUp: scroll -= 20
        case .pageDown: scroll += 20
        case .first: scroll = 0
        case .last: scroll = last
        default: break
        }
        scroll = min(max(0, scroll), last)
    }
}
