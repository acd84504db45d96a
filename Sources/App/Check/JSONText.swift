// Small JSON, keys in the order they are given.

enum JSONText {
    indirect enum Value {
        case text(String), number(Double), flag(Bool), list([Value]), null

        var spelling: String {
            switch self {
            case .text(let text): JSONText.quoted(text)
            case .number(let number):
                !number.isFinite
                    ? "null"
                    : number.rounded() == number && number.magnitude < 1e15
                        ? String(Int(number)) : String(number)
            case .flag(let flag): flag ? "true" : "false"
            case .list(let values): "[" + values.map(\.spelling).joined(separator: ",") + "]"
            case .null: "null"
            }
        }
    }

    static func object(_ pairs: [(String, Value)]) -> String {
        "{" + pairs.map { "\(quoted($0.0)):\($0.1.spelling)" }.joined(separator: ",") + "}"
    }

    static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case let control where control.value < 0x20 || (0x7F...0x9F).contains(control.value):
                let digits = String(control.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
