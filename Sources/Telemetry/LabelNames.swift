// The label names that decide about a series, numbered (unsafe: borrows a name to compare): each block is asked for two dozen of them,
// and numbers compare quicker than names. It says nothing of values.

/// Names of one catalogue by number. Immutable.
public final class LabelNames: Sendable {
    /// Stands for every name that decides nothing.
    public static let unknown = UInt16.max

    /// By number.
    public let names: [String]
    /// `IdentityLabels`, part by part.
    public let host: [UInt16], instance: [UInt16], gpu: [UInt16], uuid: [UInt16], link: [UInt16], mig: [UInt16]
    public let model: [UInt16], pciBusID: [UInt16], driver: [UInt16]
    public let job: [UInt16], pod: [UInt16], namespace: [UInt16]
    public let chassis: [UInt16], slot: [UInt16], trayIndex: [UInt16], module: [UInt16]
    /// Labels that have a say in what a series feeds, beside its name.
    public let say: [UInt16]
    private let spellings: [[UInt8]]
    /// Numbers by length, first and last byte.
    private let buckets: [[UInt16]]

    init(_ identity: IdentityLabels, _ metrics: [Metric]) {
        var names: [String] = [], numbers: [String: UInt16] = [:]
        func number(_ list: [String]) -> [UInt16] {
            list.compactMap { name in
                if let known = numbers[name] { return known }
                // Nobody writes so many by hand.
                guard let number = UInt16(exactly: names.count), number < Self.unknown else { return nil }
                names.append(name)
                numbers[name] = number
                return number
            }
        }
        (host, instance, gpu) = (number(identity.host), number(identity.instance), number(identity.gpu))
        (uuid, link, mig) = (number(identity.uuid), number(identity.link), number(identity.mig))
        (model, pciBusID, driver) = (number(identity.model), number(identity.pciBusID), number(identity.driver))
        (job, pod, namespace) = (number(identity.job), number(identity.pod), number(identity.namespace))
        (chassis, slot) = (number(identity.chassis), number(identity.slot))
        (trayIndex, module) = (number(identity.trayIndex), number(identity.module))
        var deciding = Set(identity.mig + identity.link)
        for metric in metrics {
            deciding.formUnion(metric.across ?? [])
            for source in metric.sources { deciding.formUnion([source.only, source.except].compactMap { $0?.name }) }
        }
        say = number(deciding.sorted())
        self.names = names
        spellings = names.map { Array($0.utf8) }
        var buckets = [[UInt16]](repeating: [], count: 64)
        for (number, spelling) in spellings.enumerated() {
            spelling.withUnsafeBytes { buckets[Self.bucket($0)].append(UInt16(number)) }
        }
        self.buckets = buckets
    }

    /// The number of a name; `unknown` if it decides nothing.
    public func number(of name: UnsafeRawBufferPointer) -> UInt16 {
        for number in buckets[Self.bucket(name)] where spellings[Int(number)].elementsEqual(name) { return number }
        return Self.unknown
    }

    private static func bucket(_ name: UnsafeRawBufferPointer) -> Int {
        guard let first = name.first, let last = name.last else { return 0 }
        return (name.count &+ Int(first) &* 7 &+ Int(last) &* 13) & 63
    }
}
