import Testing

@testable import TingfengLabels

@Suite struct CueTests {
    @Test func `the longest phrase counts, once for each axis that has it`() throws {
        let cues = try Cue.list(
            tsv: "# 注释\nconduct\t乱收费\t乱收费\naspect\t收费情况\t乱收费\naspect\t收费情况\t收费\n"
        )
        let finder = CueFinder(cues)
        let input = try PackageFiles.input(title: "学校乱收费", body: "　还收费")
        let hits = finder.hits(in: input)
        #expect(hits.map(\.cue.axis) == [.conduct, .aspect, .aspect])
        let bytes = Array("学校乱收费\n　还收费".utf8)
        let found = hits.map { String(decoding: bytes[$0.bytes], as: UTF8.self) }
        #expect(found == ["乱收费", "乱收费", "收费"])
    }

    @Test(arguments: ["aspect\t收费", "nothing\t收费\t乱收费", "aspect\t收费\t费"])
    func `a broken line names its number`(line: String) {
        #expect { try Cue.list(tsv: "\n" + line) } throws: { error in
            guard case .badTableRow(2, _) = error as? LabelsError else { return false }
            return true
        }
    }
}
