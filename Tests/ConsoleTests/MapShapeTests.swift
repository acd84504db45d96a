// Level-of-detail properties: the finest that fits, nothing left out, nothing counted twice.

import Console
import Facility
import Screen
import Testing

struct MapShapeTests {
    @Test func theFinestShapeThatFitsIsTaken() {
        // 4x9 cells per rack and gaps: one GPU per pixel.
        let fine = MapShape.fitting(columns: 24, rows: 8, trays: 18, gpus: 4, width: 125, height: 80)
        #expect(fine.first?.unitsPerPixel == 1)
        // One column less per rack: no longer.
        let coarse = MapShape.fitting(columns: 24, rows: 8, trays: 18, gpus: 4, width: 100, height: 71)
        #expect((coarse.first?.unitsPerPixel ?? 0) > 1)
    }

    @Test func coarserWhenSmaller() {
        var last = 0
        for height in stride(from: 90, through: 8, by: -1) {
            let units = MapShape.fitting(columns: 24, rows: 8, trays: 18, gpus: 4, width: 130, height: height).first?
                .unitsPerPixel
            if let units, units > 0 {
                #expect(units >= last)
                last = units
            }
        }
        #expect(last > 4)
    }

    /// One host that a rule puts far away must not take the map from all others.
    @Test func aRackFarAwayLeavesTheMap() throws {
        var plan = HallPlan(site: "", hall: "")
        for row in ["A", "B"] {
            plan.racks += (1...12).map { RackPlan(name: "\(row)\($0)", row: row, number: $0) }
        }
        plan.racks.append(RackPlan(name: "Z99", row: "Z", number: 99))
        let hall = Topology(plan)
        let grid = try #require(HallGrid(topology: hall, area: Rect(x: 0, y: 0, width: 76, height: 20)))
        #expect(grid.numbers == Array(1...12) + [13, 99] && grid.columns == 14)
        let boxes = hall.racks.map { grid.box(row: $0.row, number: $0.column) }
        #expect(Set(boxes).count == hall.racks.count && boxes.allSatisfy { $0.maxX <= 76 })
    }

    /// A number under the map is that of the racks above it.
    @Test func aColumnBearsTheNumberOfItsRacks() throws {
        var plan = HallPlan(site: "", hall: "")
        for (number, column) in [(1, 1), (2, 2), (3, 4), (4, 5)] {
            for row in ["A", "B"] {
                var rack = RackPlan(name: "\(row)0\(number)", row: row, number: number)
                rack.column = column
                plan.racks.append(rack)
            }
        }
        plan.racks.append(RackPlan(name: "B09", row: "B", number: 9))
        let grid = try #require(
            HallGrid(topology: Topology(plan), area: Rect(x: 0, y: 0, width: 76, height: 20)))
        #expect(grid.labels == [1, 2, nil, 3, 4, nil, nil, nil, 9])
    }

    @Test(arguments: [(18, 4), (16, 4), (8, 8), (1, 1), (10, 3)]) func everyUnitHasOnePixelInsideTheBox(
        trays: Int, gpus: Int
    ) {
        for width in stride(from: 10, through: 200, by: 17) {
            for shape in MapShape.fitting(columns: 6, rows: 3, trays: trays, gpus: gpus, width: width, height: 60)
            where !shape.isNumber {
                var counts: [Int: Int] = [:]
                for unit in 0..<trays * gpus {
                    let pixel = shape.pixel(unit: unit, gpusPerTray: gpus)
                    #expect(pixel.x >= 0 && pixel.x < shape.width && pixel.y >= 0 && pixel.y < shape.height * 2)
                    counts[pixel.y * shape.width + pixel.x, default: 0] += 1
                }
                #expect(counts.values.allSatisfy { $0 == shape.unitsPerPixel })
            }
        }
    }

    @Test func racksNeverOverlap() throws {
        let topology = StandardHall.topology(gpus: 13_800)
        for (width, height) in [(168, 42), (120, 30), (80, 18), (300, 100)] {
            let grid = try #require(HallGrid(topology: topology, area: Rect(x: 0, y: 0, width: width, height: height)))
            var taken = Set<Int>()
            for rack in topology.racks {
                let box = grid.box(row: rack.row, number: rack.number)
                #expect(box.maxX <= width && box.maxY <= height)
                for y in box.y..<box.maxY { for x in box.x..<box.maxX { #expect(taken.insert(y * 1000 + x).inserted) } }
            }
        }
    }
}
