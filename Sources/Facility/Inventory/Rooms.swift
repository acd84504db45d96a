// Racks of one name in several rooms of one export: told apart by the room, and by nothing else where names are unique.

/// What the locations of an export say of its racks' names.
struct Rooms {
    /// The one room that all racks stand in; nil if there are several or none is named.
    let only: String?
    /// Names that more than one room has.
    private let shared: Set<String>

    init(_ racks: [NetBoxReader.RackRow]) {
        let named = Set(racks.map(\.location).filter { !$0.isEmpty })
        only = named.count == 1 ? named.first : nil
        var rooms: [String: Set<String>] = [:]
        for rack in racks { rooms[rack.name, default: []].insert(rack.location) }
        shared = Set(rooms.filter { $0.value.count > 1 }.keys)
    }

    /// The rack's name, with its room in front where another room has one of that name.
    func name(_ rack: String, _ location: String) -> String {
        shared.contains(rack) && !location.isEmpty ? "\(location) \(rack)" : rack
    }
}
