import Testing
import TingfengText

@testable import TingfengLabels

@Suite struct PlaceFinderTests {
    private static let finder = Result {
        PlaceFinder(
            model: try PlaceModel(contentsOf: "\(PackageFiles.root)/models/places.bin"),
            lexicon: try PlaceLexicon(contentsOf: "\(PackageFiles.root)/dictionaries/places.bin")
        )
    }

    private func places(_ title: String, _ body: String) throws -> [String] {
        let input = try PackageFiles.input(title: title, body: body)
        var workspace = PlaceFinder.Workspace()
        return try Self.finder.get().find(in: input, workspace: &workspace).map { place in
            let view = place.isInTitle ? input.title : input.body
            return String(decoding: view.units[place.units], as: UTF16.self)
        }
    }

    @Test(arguments: ["B3区桂花苑小区", "朝阳区桂花苑小区"])
    func `an estate is found behind a code and behind the name of a district`(
        place: String
    ) throws {
        let found = try places("投诉\(place)物业乱收费", "小区电梯坏了一个月没人修。")
        #expect(found == [place.lowercased()])
    }

    @Test func `a message without a place has none`() throws {
        #expect(try places("咨询养老保险缴费年限", "请问要缴满多少年才能领取？谢谢。") == [])
    }

    @Test func `an empty message has none`() throws {
        #expect(try places("", "") == [])
    }

    @Test func `the same message gives the same places with used memory`() throws {
        let first = try PackageFiles.input(title: "B3区柳树路路灯不亮", body: "晚上很黑。")
        let other = try PackageFiles.input(title: "长长的别的留言", body: "第二中学门口堵车。")
        let finder = try Self.finder.get()
        var used = PlaceFinder.Workspace()
        _ = finder.find(in: other, workspace: &used)
        var fresh = PlaceFinder.Workspace()
        #expect(
            finder.find(in: first, workspace: &used) == finder.find(in: first, workspace: &fresh)
        )
    }
}
