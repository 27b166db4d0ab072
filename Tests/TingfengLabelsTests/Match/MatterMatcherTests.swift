import Testing
import TingfengLabels

@Suite struct MatterMatcherTests {
    static let day: Int64 = 86_400
    static let noise = "湖滨花园东门外的工地每天凌晨还在浇筑混凝土，噪音很大，全家睡不着觉。"

    private func features(
        _ messages: [(String, String)],
        topics: [String] = [],
        caller: String? = nil
    ) throws -> [MatterFeatures] {
        let weights = try TermWeights(contentsOf: "\(PackageFiles.root)/models/terms.bin")
        var reader = MatterFeatureReader(termWeights: weights, places: nil)
        return try messages.enumerated().map { index, message in
            let topic = topics.isEmpty ? "城乡建设" : topics[index]
            return reader.features(
                of: try PackageFiles.input(title: message.0, body: message.1),
                region: nil,
                isRegionInTitle: false,
                topics: [.init(path: [topic], probability: 0.9)],
                caller: caller
            )
        }
    }

    private func stream() throws -> [MatterFeatures] {
        try features([
            ("湖滨花园东门工地夜间施工扰民", Self.noise),
            ("青石镇农贸市场地下停车场收费混乱", "青石镇农贸市场的地下停车场没有公示价格，收费员随意收费。"),
            ("湖滨花园旁工地半夜施工噪音大", "湖滨花园东门工地夜里两点还在浇混凝土，噪音让人睡不着。"),
            ("枫桥公寓六栋电梯经常坏", "六栋的电梯这个月坏了四次，困过老人，物业一直不修，也不公布维修基金。"),
            ("青石镇农贸市场停车场乱收费", "在青石镇农贸市场停车，地下停车场没有价格公示，乱收费。"),
        ])
    }

    private func assignments(
        _ stream: [MatterFeatures],
        _ matcher: inout MatterMatcher,
        from first: Int = 0
    ) -> [String] {
        stream.enumerated().map { index, features in
            let number = first + index
            return matcher.assign(features, id: "m\(number)", at: Int64(number) * Self.day).matter
        }
    }

    @Test func `messages about one thing in one place join its first message`() throws {
        var matcher = MatterMatcher()
        let matters = assignments(try stream(), &matcher)
        #expect(matters == ["m0", "m1", "m0", "m3", "m1"])
        #expect(matcher.count == 3)
    }

    @Test func `the same text from another district is another matter`() throws {
        let both = try features([
            ("A3区湖滨花园工地夜间施工扰民", "工地夜里还在施工，噪音很大。"),
            ("K8县春江嘉苑工地夜间施工扰民", "工地夜里还在施工，噪音很大，请处理春江嘉苑的事。"),
        ])
        let other = try features([("K8县东坡路井盖缺失", "K8县东坡路上的井盖不见了，很危险。")])
        var matcher = MatterMatcher()
        let matters = assignments(both, &matcher) + assignments(other, &matcher, from: 2)
        #expect(matters == ["m0", "m1", "m2"])
    }

    @Test func `a restored matcher answers like the one that went on`() throws {
        let stream = try stream()
        var whole = MatterMatcher()
        let expected = assignments(stream, &whole)
        var first = MatterMatcher()
        let start = assignments(Array(stream[..<2]), &first)
        var restored = MatterMatcher()
        for matter in start {
            let bytes = try #require(first.profile(of: matter))
            let isRestored = restored.restore(matter, profile: bytes)
            #expect(isRestored)
        }
        let rest = assignments(Array(stream[2...]), &restored, from: 2)
        #expect(start + rest == expected)
        #expect(restored.profile(of: "m0") == whole.profile(of: "m0"))
    }

    @Test func `what a matter would have learned is what it learned`() throws {
        let stream = try stream()
        let members = (0..<20).map { stream[$0 % 2 == 0 ? 0 : 2] }
        var matcher = MatterMatcher()
        for (number, features) in members.enumerated() {
            matcher.add(features, to: "m", at: Int64(number))
        }
        let rebuilt = MatterMatcher.profile(of: 20) { (members[$0], Int64($0)) }
        #expect(matcher.profile(of: "m") == rebuilt)
    }

    @Test func `the same estate with another concern is another matter`() throws {
        let both = try features(
            [
                ("湖滨花园东门工地夜间施工扰民", Self.noise),
                ("湖滨花园幼儿园学位不足", "湖滨花园的孩子今年上不了公办幼儿园，学位太少，请教育局增加招生名额。"),
            ],
            topics: ["环境保护", "教育文体"]
        )
        var matcher = MatterMatcher()
        #expect(assignments(both, &matcher) == ["m0", "m1"])
    }

    @Test func `features survive their encoding`() throws {
        for features in try stream() + features([("桂花苑停水", "")], caller: "a1") {
            #expect(MatterFeatures(encoded: features.encoded) == features)
        }
    }

    /// A caller who founds many matters is told by what is remembered, so also after a restart.
    @Test func `a restored matcher knows who wrote how much`() throws {
        let letters = try features(
            [
                ("请加快图书馆建设", "希望加快图书馆建设。"), ("枫桥公寓电梯经常坏", "电梯坏了四次。"),
                ("青石镇停车场乱收费", "没有价格公示。"), ("请建设新的图书馆", "希望早日建设图书馆。"),
            ],
            caller: "a1"
        )
        var whole = MatterMatcher()
        let matters = assignments(Array(letters[..<3]), &whole)
        var restored = MatterMatcher()
        for matter in matters {
            let bytes = try #require(whole.profile(of: matter))
            let isRestored = restored.restore(matter, profile: bytes)
            #expect(isRestored)
        }
        let (last, again) = (
            whole.assign(letters[3], id: "m3", at: 0), restored.assign(letters[3], id: "m3", at: 0)
        )
        #expect(last == again)
        #expect(last.matter == "m0")
    }

    @Test func `broken bytes are no features and no profile`() throws {
        let bytes = try stream()[0].encoded
        #expect(MatterFeatures(encoded: Array(bytes.dropLast())) == nil)
        #expect(MatterFeatures(encoded: [255, 255, 255]) == nil)
        var matcher = MatterMatcher()
        let isRestored = matcher.restore("m", profile: [9, 9])
        #expect(!isRestored)
        #expect(matcher.count == 0)
    }

    @Test func `messages without text found matters of their own`() throws {
        var matcher = MatterMatcher()
        let empty = try features([("", ""), ("", "")])
        let matters = assignments(empty, &matcher)
        #expect(matters == ["m0", "m1"])
    }
}
