/// Text with slots `{estate}` and alternatives `[one|another|]`, which may nest.
struct Template {
    private indirect enum Node {
        case text(String)
        case slot(String)
        case choice([[Node]])
    }

    private let nodes: [Node]
    let source: String

    init(_ source: String) throws {
        var rest = Substring(source)
        self.source = source
        nodes = try Self.parse(&rest, inChoice: false)
        guard rest.isEmpty else { throw SampleError.usage("模板括号不配对：\(source.prefix(40))") }
    }

    /// Whether a slot begins with the word, so that `village` also means `village2`.
    func mentions(_ slot: String) -> Bool { source.contains("{\(slot)") }

    /// Names of all slots, in every alternative.
    var slots: [String] { Self.slots(in: nodes) }

    func render(in scene: inout Scene, _ random: inout SplitMix64) throws -> String {
        try Self.render(nodes, in: &scene, &random)
    }

    private static func slots(in nodes: [Node]) -> [String] {
        nodes.flatMap { node -> [String] in
            switch node {
            case .text: []
            case .slot(let name): [name]
            case .choice(let options): options.flatMap(slots)
            }
        }
    }

    private static func render(
        _ nodes: [Node],
        in scene: inout Scene,
        _ random: inout SplitMix64
    ) throws -> String {
        var result = ""
        for node in nodes {
            switch node {
            case .text(let text): result += text
            case .slot(let name): result += try scene.value(of: name, &random)
            case .choice(let options):
                result += try render(random.pick(options), in: &scene, &random)
            }
        }
        return result
    }

    private static func parse(_ rest: inout Substring, inChoice: Bool) throws -> [Node] {
        var nodes: [Node] = []
        var text = ""
        func flushed() -> [Node] { text.isEmpty ? nodes : nodes + [.text(text)] }
        while let character = rest.first {
            if inChoice, character == "|" || character == "]" { break }
            rest.removeFirst()
            switch character {
            case "[":
                nodes = flushed() + [.choice(try parseChoice(&rest))]
                text = ""
            case "{":
                guard let end = rest.firstIndex(of: "}") else { throw SampleError.usage("缺少 }") }
                nodes = flushed() + [.slot(String(rest[..<end]))]
                text = ""
                rest = rest[rest.index(after: end)...]
            case "\\" where rest.first == "n":
                rest.removeFirst()
                text += "\n"
            default: text.append(character)
            }
        }
        return flushed()
    }

    private static func parseChoice(_ rest: inout Substring) throws -> [[Node]] {
        var options: [[Node]] = []
        while true {
            options.append(try parse(&rest, inChoice: true))
            guard let separator = rest.popFirst() else { throw SampleError.usage("缺少 ]") }
            if separator == "]" { return options }
        }
    }
}
