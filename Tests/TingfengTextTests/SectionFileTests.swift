import Testing

@testable import TingfengText

@Suite struct SectionFileTests {
    private func bytes() -> [UInt8] {
        var writer = SectionFileWriter()
        writer.append([1, 2, 3] as [UInt32])
        writer.append([Float(0.5)])
        writer.append([] as [UInt8])
        return writer.finish(magic: "TFTESTS1")
    }

    @Test func `sections come back as they were written`() throws {
        let file = try SectionFile(copying: bytes(), magic: "TFTESTS1")
        #expect(Array(file.section(0, of: UInt32.self)) == [1, 2, 3])
        #expect(Array(file.section(1, of: Float.self)) == [0.5])
        #expect(file.section(2, of: UInt8.self).isEmpty)
        #expect(file.section(7, of: UInt8.self).isEmpty)
    }

    @Test func `every changed byte is noticed`() {
        let good = bytes()
        for index in good.indices {
            var bad = good
            bad[index] ^= 0x40
            #expect(throws: TextError.self) { try SectionFile(copying: bad, magic: "TFTESTS1") }
        }
    }

    @Test func `every shortened file is noticed`() {
        let good = bytes()
        for length in 1..<good.count {
            #expect(throws: TextError.self) {
                try SectionFile(copying: Array(good.prefix(length)), magic: "TFTESTS1")
            }
        }
    }

    @Test func `a missing file is named`() {
        let path = "/nonexistent/model.bin"
        #expect(throws: TextError.unreadableFile(path: path, reason: "No such file or directory")) {
            try SectionFile(contentsOf: path, magic: "TFTESTS1")
        }
    }
}
