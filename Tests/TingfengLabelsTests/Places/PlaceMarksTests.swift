import Testing

@testable import TingfengLabels

@Suite struct PlaceMarksTests {
    /// `text` with the place between bars; returns the place mended.
    private func mended(_ text: String) -> String {
        let parts = text.split(separator: "|", omittingEmptySubsequences: false).map {
            Array($0.utf16)
        }
        let lower = parts[0].count
        let units = parts.flatMap { $0 }
        let range = PlaceMarks.mended(lower..<lower + parts[1].count, in: units)
        return String(decoding: units[range], as: UTF16.self)
    }

    @Test(arguments: [
        ("在|木莲中路“曙光南路|, 鼓楼南路”", "木莲中路"),
        ("在|桂花苑（南麓苑|）五栋", "桂花苑（南麓苑）"),
        ("在（|春江嘉苑四栋）|旁", "春江嘉苑四栋"),
        ("|西山）望江苑物业公司|收费", "望江苑物业公司"),
        ("投诉|“望江苑”夜市|", "“望江苑”夜市"),
        ("投诉|桂花苑|", "桂花苑"),
        ("投诉|“|", ""),
    ])
    func `a mark without its fellow is closed or left out`(text: String, place: String) {
        #expect(mended(text) == place)
    }
}
