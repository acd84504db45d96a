// Words, names and tables that have no room: nothing is lost by accident, and nothing is wider than asked.

import Testing

@testable import Console

struct FittedWordsTests {
    @Test func linesBreakBetweenWords() {
        #expect(FittedWords.wrap("ask the BMC of A04/t13", width: 12) == ["ask the BMC", "of A04/t13"])
        #expect(FittedWords.wrap("", width: 12).isEmpty)
        let long = FittedWords.wrap("http://a-very-long-name:9400/metrics is down", width: 10)
        #expect(long.allSatisfy { $0.count <= 10 } && long.joined().hasPrefix("http://a-very-long-name:9400/metrics"))
    }

    @Test func wordsAndNamesAreShortenedByRule() {
        #expect(FittedWords.cut("A02/t06/g2 unlike its job", width: 25) == "A02/t06/g2 unlike its job")
        #expect(FittedWords.cut("A02/t06/g2 unlike its job", width: 21) == "A02/t06/g2 unlike …")
        #expect(FittedWords.name("Straggler", " +2", width: 12) == "Straggler +2")
        #expect(FittedWords.name("ConfidentialComputingMixed", " +2", width: 22) == "ConfCompMixe +2")
        #expect(FittedWords.name("NVLinkRecoveryFailed", "", width: 16) == "NVLinkRecoFail")
        #expect(FittedWords.name("HostSilent", " 72", width: 10) == "HostSilent")
        #expect(FittedWords.name("ThermalMarginGone", " 4", width: 10) == "TheMarGon")
        #expect(FittedWords.place("job train-4", width: 11) == "job train-4")
        #expect(FittedWords.place("job train-42", width: 11) == "train-42")
    }

    @Test func listsSayHowManyMoreThereAre() {
        let items = ["A01/t01 silent", "A01/t02 silent", "A01/t03 silent"]
        #expect(
            FittedWords.list(items, " · ", rows: 1, width: 60) == ["A01/t01 silent · A01/t02 silent · A01/t03 silent"])
        #expect(FittedWords.list(items, " · ", rows: 1, width: 32) == ["A01/t01 silent · and 2 more"])
        #expect(FittedWords.list(items, " · ", unlisted: 70, rows: 1, width: 33) == ["A01/t01 silent · and 72 more"])
        #expect(FittedWords.list(items, " · ", rows: 1, width: 10).isEmpty)
    }

    @Test func wideTablesAreCutBetweenColumns() {
        let rows = [
            "place        minutes    power   SM clock    NVLink", "A02/t06/g2   5 of 5   1,176 W  1,695 MHz  634 GB/s",
            "its peers                  9 W  1,905 MHz  696 GB/s",
        ]
        #expect(WideRows.parts(rows, width: 60) == [rows])
        for width in 28...49 {
            let parts = WideRows.parts(rows, width: width)
            #expect(parts.count > 1)
            for part in parts {
                #expect(part.count == rows.count && part.allSatisfy { $0.count <= width })
                #expect(part[1].hasPrefix("A02/t06/g2"))
            }
            for word in ["1,176 W", "1,695 MHz", "634 GB/s"] {
                #expect(parts.count { $0[1].contains(word) } == 1, "\(width): \(parts)")
            }
        }
        // What has no columns is left as it is.
        #expect(WideRows.parts(["one long sentence without any table"], width: 4).count == 1)
    }

    /// An age is there whole or not at all.
    @Test(arguments: [
        (20, "1,905 MHz, 2m59s ago"), (19, "1,905 MHz, 2m59s"), (16, "1,905 MHz, 2m59s"), (15, "1,905 MHz …"),
        (11, "1,905 MHz …"),
    ]) func aCutAgeIsNone(width: Int, words: String) {
        #expect(FittedWords.aged("1,905 MHz, 2m59s ago", width: width) == words)
        #expect(FittedWords.aged("n/a", width: 2) == "n/a")
    }
}
