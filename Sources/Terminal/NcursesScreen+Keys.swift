// Keys and mouse reports from ncurses (unsafe: none beyond C calls), as the console's own.

import CNcurses
import Glibc
import Screen

extension NcursesScreen {
    /// Every key typed since the last call; bounded, the rest comes next time.
    public func readKeys() -> [Key] {
        var keys: [Key] = []
        var code: wint_t = 0
        for _ in 0..<512 {
            let result = wget_wch(window, &code)
            if result == ERR { break }
            if result == KEY_CODE_YES {
                if let key = functionKey(Int32(bitPattern: UInt32(code))) { keys.append(key) }
            } else if let scalar = Unicode.Scalar(UInt32(code)) {
                keys.append(character(scalar))
            }
        }
        return keys
    }

    private func character(_ scalar: Unicode.Scalar) -> Key {
        switch scalar.value {
        case 27: .escape
        case 9: .tab
        case 10, 13: .enter
        case 8, 127: .backspace
        case 1...26: .control(Unicode.Scalar(scalar.value + 96)!)
        default: .character(scalar)
        }
    }

    private func functionKey(_ code: Int32) -> Key? {
        switch code {
        case KEY_UP: return .up
        case KEY_DOWN: return .down
        case KEY_LEFT: return .left
        case KEY_RIGHT: return .right
        case KEY_HOME: return .home
        case KEY_END: return .end
        case KEY_PPAGE: return .pageUp
        case KEY_NPAGE: return .pageDown
        case KEY_BTAB: return .backTab
        case KEY_ENTER: return .enter
        case KEY_BACKSPACE: return .backspace
        case KEY_DC: return .delete
        case KEY_MOUSE: return mouse()
        case KEY_F0 + 1...KEY_F0 + 12: return .function(Int(code - KEY_F0))
        default: return nil
        }
    }

    private func mouse() -> Key? {
        var event = MEVENT()
        guard getmouse(&event) == OK else { return nil }
        let state = event.bstate
        let action: MouseEvent.Action
        if state & VG_WHEEL_UP != 0 {
            action = .wheelUp
        } else if state & VG_WHEEL_DOWN != 0 {
            action = .wheelDown
        } else if state & VG_PRESS != 0 {
            action = .press
        } else if state & VG_RELEASE != 0 {
            action = .release
        } else if state & VG_MOVE != 0 {
            action = .drag
        } else {
            return nil
        }
        return .mouse(MouseEvent(action, x: Int(event.x), y: Int(event.y)))
    }
}
