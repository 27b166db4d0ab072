/// A phrase that says something about urgency or about the conduct of government (线索词).
public struct Cue: Sendable, Hashable {
    /// What a cue can speak for.
    public enum Axis: String, Sendable, CaseIterable {
        /// Why a message presses: 生命安全, 水电气暖, 群体, 弱势人群, 期限.
        case urgency
        /// One of the eight aspects of conduct (作风八方面).
        case aspect
        /// Conduct of the kind called 三乱 on the roads: 乱收费, 乱罚款, 刁难群众, 简单粗暴.
        case conduct
        /// A circumstance that bears on urgency or kind, such as 断供 or 伤亡; evidence for the model
        /// only, never quoted.
        case signal
    }

    /// What it speaks for.
    public var axis: Axis
    /// Which reason, aspect or conduct.
    public var value: String
    /// The phrase, as it stands in normalised text.
    public var phrase: String

    /// A cue of its parts.
    public init(axis: Axis, value: String, phrase: String) {
        self.axis = axis
        self.value = value
        self.phrase = phrase
    }

    /// Reads lines `axis⇥value⇥phrase`; blank lines and lines that begin with "#" count for nothing.
    ///
    /// Throws `LabelsError.badTableRow` with the number of the line.
    public static func list(tsv: String) throws(LabelsError) -> [Cue] {
        var cues: [Cue] = []
        for (index, line) in tsv.split(separator: "\n", omittingEmptySubsequences: false)
            .enumerated()
        where !line.isEmpty && !line.hasPrefix("#") {
            let cells = line.split(separator: "\t").map(String.init)
            guard cells.count == 3, let axis = Axis(rawValue: cells[0]), cells[2].utf16.count >= 2
            else {
                throw .badTableRow(row: index + 1, reason: "应为 axis、value、至少两个字的 phrase 三列")
            }
            cues.append(Cue(axis: axis, value: cells[1], phrase: cells[2]))
        }
        return cues
    }

    /// The line of a cue in a table.
    var line: String { "\(axis.rawValue)\t\(value)\t\(phrase)\n" }
}
