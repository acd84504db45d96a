// The three absences: distinct, not numbers, and kept apart.

import Telemetry
import Testing

struct AbsenceTests {
    @Test(arguments: [Absence.missing, .stale, .notAvailable]) func survivesBothWidths(absence: Absence) {
        #expect(absence.float.isNaN && absence.double.isNaN)
        #expect(Absence(absence.float) == absence)
        #expect(Absence(absence.double) == absence)
    }

    @Test func numbersAndOtherNaNsAreNone() {
        #expect(Absence(Float(0)) == nil)
        #expect(Absence(Float.nan) == nil)
        #expect(Absence(Double.nan) == nil)
        #expect(Absence(Double.infinity) == nil)
    }
}
