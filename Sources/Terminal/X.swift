import CNcurses
func x() { _ = vg_colors() }
