// A scene and a state to one frame of cells. The only place that knows all views; pure, like them.

import Screen

/// Draws whole frames.
public enum Composer {
    /// - Returns: the frame and what its areas answer to a mouse. Any size is allowed.
    public static func compose(_ scene: Scene, _ state: ConsoleState, width: Int, height: Int) -> Drawing {
        var state = state
        state.selection = state.selection.clamped(to: scene.snapshot.topology)
        state.layer = min(max(0, state.layer), scene.layers.count - 1)
        state.settle(scene)
        var drawing = Drawing(width: width, height: height)
        let top = height >= 4 ? 2 : 1
        let bottom = height >= 6 ? 1 : 0
        let area = Rect(x: 0, y: top, width: width, height: height - top - bottom)
        switch state.view {
        case .hall: HallView(scene: scene, state: state).draw(&drawing, in: area)
        case .rack: RackView(scene: scene, state: state).draw(&drawing, in: area)
        case .tray: TrayView(scene: scene, state: state).draw(&drawing, in: area)
        case .gpu: GPUView(scene: scene, state: state).draw(&drawing, in: area)
        case .timeline: TimelineView(scene: scene, state: state).draw(&drawing, in: area)
        case .outliers: OutliersView(scene: scene, state: state).draw(&drawing, in: area)
        case .table: TableView(scene: scene, state: state).draw(&drawing, in: area)
        case .targets: TargetsView(scene: scene, state: state).draw(&drawing, in: area)
        case .alerts: AlertsView(scene: scene, state: state).draw(&drawing, in: area)
        case .page: PageView(scene: scene, state: state).draw(&drawing, in: area)
        case .help: HelpView(scene: scene, state: state).draw(&drawing, in: area)
        }
        // What nobody confirms any more is not shown as now's; what was then stays what it was.
        if scene.silenceMs != nil, state.view != .timeline { drawing.canvas.fade() }
        HeaderBar(scene: scene, state: state).draw(&drawing)
        if let prompt = state.prompt, height > 0 {
            PromptLine(prompt: prompt).draw(&drawing, y: height - 1)
        } else if bottom > 0 {
            KeyHints(scene: scene, state: state).draw(&drawing, y: height - 1)
        }
        if let line = state.menuLine { MetricMenu(scene: scene, line: line).draw(&drawing) }
        return drawing
    }
}
