// Keys and mouse reports from ncurses (unsafe: none beyond C calls), as the console's own.

import CNcurses
import Glibc
import Screen

extension NcursesScreen {
    /// Every key typed since the last call; bounded, the rest comes next time.
    ///
    /// Bytes are put together here and not by `wget_wch`: after a byte that its locale does not know, that one waits for fifteen
    /// more and drops them all, and with them whatever is typed next.
    public func readKeys() -> [Key] {
        var keys: [Key] = []
        for _ in 0..<512 {
            let code = wgetch(window)
            if code == ERR { break }
            if code > 0xFF {
                typed = []
                if let key = functionKey(code) { keys.append(key) }
            } else if let scalar = scalar(UInt8(truncatingIfNeeded: code)) {
                keys.append(character(scalar))
            }
        }
        return keys
    }

    /// The scalar that this byte ends, nil if more belong to it, or if it belongs nowhere.
    private func scalar(_ byte: UInt8) -> Unicode.Scalar? {
        if byte < 0xC0 && (byte < 0x80 || typed.isEmpty) {
            typed = []
            return byte < 0x80 ? Unicode.Scalar(byte) : nil
        }
        if byte >= 0xC0 { typed = [] }
        typed.append(byte)
        guard typed.count == (typed[0] >= 0xF0 ? 4 : typed[0] >= 0xE0 ? 3 : 2) else { return nil }
        defer { typed = [] }
        return String(validating: typed, as: UTF8.self)?.unicodeScalars.first
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
