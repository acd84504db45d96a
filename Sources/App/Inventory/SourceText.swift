// YAML and JSON files as trees that know their lines, for inventories and rules. The only place that opens them.

import Facility
import Foundation
import Yams

enum SourceText {
    static let sizeLimit = 256 << 20
    /// Nodes of one tree: aliases of aliases end here.
    static let nodeLimit = 5_000_000
    static let depthLimit = 64

    /// The file's text: UTF-8 with or without a byte order mark, UTF-16 with one. Anything else is refused, not guessed.
    static func open(_ path: String) throws(UserError) -> String {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw UserError("\(path): \(PageFile.whyUnreadable(path))")
        }
        guard data.count <= sizeLimit else {
            throw UserError("\(path): larger than \(sizeLimit >> 20) MiB; write several files")
        }
        let mend = "convert the file to UTF-8, for example with iconv"
        if data.starts(with: [0xFF, 0xFE]) || data.starts(with: [0xFE, 0xFF]) {
            guard let text = String(data: data, encoding: .utf16) else {
                throw UserError("\(path):1:1: broken UTF-16; \(mend)")
            }
            return text
        }
        let plain = data.starts(with: [0xEF, 0xBB, 0xBF]) ? data.dropFirst(3) : data
        if let zero = plain.firstIndex(of: 0) {
            let (line, column) = place(plain[..<zero])
            throw UserError(
                "\(path):\(line):\(column): a NUL byte, of which UTF-16 without its mark is full; \(mend)")
        }
        guard let text = String(validating: plain, as: UTF8.self) else {
            let (line, column) = place(plain)
            throw UserError("\(path):\(line):\(column): no UTF-8 from here on; \(mend)")
        }
        return text
    }

    /// Line and column behind what is UTF-8 of these bytes.
    private static func place(_ bytes: Data) -> (line: Int, column: Int) {
        var decoder = Unicode.UTF8(), iterator = bytes.makeIterator(), line = 1, column = 1
        while case .scalarValue(let scalar) = decoder.decode(&iterator) {
            if scalar == "\n" { (line, column) = (line + 1, 1) } else { column += 1 }
        }
        return (line, column)
    }

    /// A tree of a YAML or JSON text; JSON by its first character, for speed.
    static func decode(_ text: String, file: String) throws(UserError) -> SourceNode {
        if let first = text.utf8.first(where: { $0 > 0x20 }), first == 0x7B || first == 0x5B {
            var reader = JSONReader(text)
            do throws(TextFault) { return try reader.read() } catch let fault {
                // A flow mapping may be YAML that JSON does not know.
                if let root = try? yaml(text, file: file) { return root }
                throw UserError(fault, file: file)
            }
        }
        return try yaml(text, file: file)
    }

    private static func yaml(_ text: String, file: String) throws(UserError) -> SourceNode {
        do {
            guard let node = try Yams.compose(yaml: text, .basic) else {
                throw UserError("\(file):1:1: the file is empty")
            }
            var count = 0
            return try convert(node, file: file, depth: 0, &count)
        } catch let error as UserError {
            throw error
        } catch let error as YamlError {
            throw UserError(YAMLFault.words(error, file: file, text: text))
        } catch { throw UserError("\(file):1:1: \(error)") }
    }

    private static func convert(_ node: Node, file: String, depth: Int, _ count: inout Int) throws(UserError)
        -> SourceNode
    {
        let line = node.mark?.line ?? 1, column = node.mark?.column ?? 1
        count += 1
        guard count <= nodeLimit else {
            throw UserError("\(file):\(line):\(column): more than \(nodeLimit) entries; aliases of aliases?")
        }
        guard depth <= depthLimit else {
            throw UserError("\(file):\(line):\(column): nested deeper than \(depthLimit)")
        }
        switch node {
        case .scalar(let scalar):
            let isNull = scalar.style == .plain && ["", "~", "null", "Null", "NULL"].contains(scalar.string)
            return SourceNode(isNull ? .null : .scalar(scalar.string), line: line, column: column)
        case .sequence(let sequence):
            var list: [SourceNode] = []
            for item in sequence { list.append(try convert(item, file: file, depth: depth + 1, &count)) }
            return SourceNode(.list(list), line: line, column: column)
        case .mapping(let mapping):
            var entries: [SourceNode.Entry] = []
            for (key, value) in mapping {
                guard let name = key.string else { throw UserError("\(file):\(line):\(column): a key is a word") }
                entries.append(
                    SourceNode.Entry(
                        key: name, line: key.mark?.line ?? line, column: key.mark?.column ?? column,
                        value: try convert(value, file: file, depth: depth + 1, &count)))
            }
            return SourceNode(.map(entries), line: line, column: column)
        case .alias: throw UserError("\(file):\(line):\(column): an alias without its anchor")
        }
    }
}

extension UserError {
    /// A mistake at its place in a file.
    init(_ fault: TextFault, file: String) {
        self.init(
            fault.line > 0 ? "\(file):\(fault.line):\(fault.column): \(fault.reason)" : "\(file): \(fault.reason)")
    }
}
