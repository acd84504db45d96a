// Names are found within texts as words of their own, the longest first.

import Telemetry
import Testing

@testable import Recording

struct AnonymiserTests {
    @Test func namesWithinTextsAreReplaced() {
        let names = Anonymiser()
        #expect(names.replace("gpu-7", "host") == "host-1")
        #expect(names.replace("gpu-71", "host") == "host-2")
        #expect(names.replace("é-node", "host") == "host-3")
        #expect(names.replace("7", "job") == "job-1")
        #expect(names.scrub("gpu-71.example: no answer of gpu-7") == "host-2: no answer of host-1")
        #expect(names.scrub("é-node, gpu-7_bmc") == "host-3, host-1_bmc")
        #expect(names.scrub("xé-node gpu-711 agpu-7") == "xé-node gpu-711 agpu-7")
        #expect(names.scrub("error 7 of 17") == "error 7 of 17")
        #expect(names.scrub("7") == "job-1")
        #expect(names.scrub("") == "")
        // A short name is one where it stands alone, wherever that is.
        #expect(names.replace("jo", "user") == "user-1")
        #expect(names.scrub("user=jo,job=x") == "user=user-1,job=x")
        #expect(names.scrub("jo") == "user-1" && names.scrub("of jo") == "of user-1" && names.scrub("joy") == "joy")
    }

    @Test func everyLabelOfASeriesIsLookedAt() {
        let names = Anonymiser()
        let labels =
            #"account="blue",partition="gpu",user="bob",job_id="778899",ip="10.77.1.5",serial="SN12\"3",mode="idle""#
        let changed = names.labels(labels)
        #expect(
            changed
                == #"account="account-1",partition="gpu",user="user-1",job_id="job-1",ip="address-1",serial="serial-1",mode="idle""#
        )
        for (label, kind) in [
            ("product_serial", "serial"), ("chassis_asset_tag", "serial"), ("exported_pod", "pod"),
            ("Hostname", "host"),
            ("exported_export", nil), ("slurm_username", "user"), ("GPU_I_UUID", "gpu"), ("mountpoint", nil),
            ("pod_state", nil), ("export", "path"),
        ] { #expect(Anonymiser.kind(ofLabel: label) == kind, "\(label)") }
    }

    /// A job may be called like a word of the board, or like a number in it.
    @Test func aBoardStaysABoard() {
        let names = Anonymiser()
        for job in ["alarms", "firing", "7959", "train", "quo\"te"] { _ = names.replace(job, "job") }
        let board =
            #"{"alarms":[{"phase":"firing","since":1782864079593,"jobs":["7959","train"],"summary":"job 7959 of \"firing\", 17959 W"}]}"#
        let changed = String(decoding: names.board(Array(board.utf8)), as: UTF8.self)
        #expect(
            changed
                == #"{"alarms":[{"phase":"firing","since":1782864079593,"jobs":["job-3","job-4"],"summary":"job job-3 of \"job-2\", 17959 W"}]}"#
        )
        #expect(names.board(Array(#"{"a":"open"#.utf8)) == Array(#"{"a":"open"#.utf8))
    }

    /// Names are known by their look where no label says so; what is none of them stays.
    @Test func namesAreKnownByTheirLook() {
        for (value, kind) in [
            ("10.66.5.9", "address"), ("filer7.corp:/home/alice", "path"), ("/home/alice", "path"),
            ("user@bobsmith.service", "user"), ("1000e0071bce95f2", "serial"), ("fe80::1", "address"),
            ("aa:bb:cc:dd:ee:ff", "address"), ("gpu7.rack3.example.com", "host"), ("0008:06:00.0", nil),
            ("1.5.0", nil), ("570.133.20", nil), ("/dev/nvme0n1", nil), ("ext4", nil), ("NVIDIA GB300", nil),
            ("00000008:01:00.0", nil), ("10.77.88.102:443", "address"), ("[fe80::1:2]:9100", "address"),
            ("10.96.0.0/16", "address"), ("secretnode17:9100", "host"), ("gpu:288", nil), ("billing:1024", nil),
            ("77777777-aaaa-bbbb-cccc-0123456789ab", "uuid"), ("GPU-77777777-aaaa-bbbb-cccc-0123456789ab", "gpu"),
            ("0123456789abcdef0123456789abcdef", "machine"), ("1/16", nil), ("18:42:07", nil),
            ("::ffff:10.1.2.3", "address"), ("[::ffff:10.1.2.3]:9100", "address"), ("::ffff:10.1.2.300", nil),
            ("9c-6b-00-1a-2b-3c", "address"), ("9c6b.001a.2b3c", "address"), ("2026.1130.0101", nil),
            ("9c-6b-00-1a-2b", nil), ("2026-11-30", nil),
        ] { #expect(Anonymiser.kind(ofValue: value) == kind, "\(value)") }
    }

    @Test func aHostKeepsItsPort() {
        let names = Anonymiser()
        #expect(names.replace("zebra9:9100", "host") == "host-1:9100" && names.replace("zebra9", "host") == "host-1")
        #expect(names.replace("[fe80::1:2]:9100", "address") == "[address-1]:9100")
        #expect(names.replace("10.96.0.0/16", "address") == "address-2/16")
        #expect(names.scrub("zebra9: no answer of fe80::1:2") == "host-1: no answer of address-1")
    }

    /// What a sentence says is known by its look and by what stands before it.
    @Test func namesInSentencesAreFound() {
        let names = Anonymiser()
        for (text, changed) in [
            ("Emulex LPe32002 FV12.8 HN:gotest. OS:Linux", "Emulex LPe32002 FV12.8 HN:host-1. OS:Linux"),
            ("unreachable 10.77.88.102:443: no route", "unreachable address-1:443: no route"),
            ("python /home/alice/train.py", "python /home/user-1/train.py"),
            ("/dev/disk/by-id/scsi-S-0008", "/dev/disk/by-id/serial-1"),
            ("boot 77777777-aaaa-bbbb-cccc-0123456789ab.", "boot uuid-1."),
            ("ib0/rack 7/GB300 at 18:42:07", "ib0/rack 7/GB300 at 18:42:07"),
        ] { #expect(names.text(text) == changed) }
    }

    /// A GPU's number stays, whatever a job is called.
    @Test func aNumberOfAPlaceIsNoName() {
        let names = Anonymiser()
        #expect(names.labels(#"job_id="3",gpu="3",step="77""#) == #"job_id="job-1",gpu="3",step="77""#)
    }

    /// One machine has one name in its long and its short form; two machines have two.
    @Test func longAndShortFormsAreOneMachine() {
        let names = Anonymiser()
        #expect(
            names.replace("n7.corp.example:9400", "host") == "host-1:9400" && names.replace("n7", "host") == "host-1")
        #expect(names.replace("m7", "host") == "host-2" && names.replace("m7.corp.example", "host") == "host-2")
        #expect(names.replace("n7.other.example", "host") == "host-3")
        #expect(names.replace("node.example", "host") == "host-4" && names.scrub("node n7") == "node host-1")
    }

    /// Sentences write a host in capitals, and with a domain that no label told: the domain names the house.
    @Test func hostsInSentencesAreKnownHoweverTheyAreWritten() {
        let names = Anonymiser()
        _ = names.replace("n7-Bmc", "host")
        _ = names.replace("N8", "host")
        _ = names.replace("n8", "host")
        _ = names.replace("gpu", "job")
        #expect(names.scrub("N7-BMC: no answer of n7-bmc") == "host-1: no answer of host-1")
        #expect(names.scrub("N8 n8 GPU gpu") == "host-2 host-3 GPU job-1")
        #expect(names.scrub("lookup n8.dc-2.corp.example: no such host.") == "lookup host-3: no such host.")
        #expect(names.scrub("n8. Then n8.") == "host-3. Then host-3.")
    }

    @Test func hostsOfOneHallStayTwo() {
        let names = Anonymiser()
        names.keepApart(["n7", "n7.corp.example", "n8"])
        #expect(names.replace("n7", "host") == "host-1" && names.replace("n7.corp.example", "host") == "host-2")
    }

    /// Free texts go wholly, unless they are a name and nothing else; names in names of metrics go too.
    @Test func freeTextsArePlaceholders() {
        let names = Anonymiser()
        _ = names.replace("secret-host7", "host")
        #expect(names.labels(#"cmdline="train --user ivan",note="secret-host7""#) == #"cmdline="text-1",note="host-1""#)
        #expect(
            names.labels(#"exe="/bin/sh -c ivan",modelName="NVIDIA GB300""#)
                == #"exe="text-2",modelName="NVIDIA GB300""#)
        #expect(
            names.word("line 7, column 5: no number here: this of user judy is bad")
                == "line 7, column 5: no number here: text-3")
        #expect(names.word("line 7, column 5: no number here") == "line 7, column 5: no number here")
        #expect(names.free("ask judy") == "text-4" && names.free("ask judy") == "text-4")
        let series = ["custom_secret_host7_total", "node_load1"].map {
            SeriesTable.Series(name: $0, labels: "", metric: nil, factor: 1, host: -1, gpu: -1)
        }
        let block = names.block(SeriesList.Block(series, printed: series.map { ($0.name, "") }))
        #expect(block.series.map(\.name) == ["custom_host_1_total", "node_load1"])
        #expect(block.printed.map(\.name) == ["custom_host_1_total", "node_load1"])
        #expect(
            names.report.contains { $0.hasPrefix("replaced 4 texts wholly") }
                && names.report.last?.contains("look through") == true)
    }
}
