/// How well a text was cut: word precision, recall, F1, and recall of unknown words, as in the
/// SIGHAN bakeoffs.
public struct SegmentationScore: Sendable, Equatable {
    /// Words of the gold text.
    public private(set) var gold = 0
    /// Words of the system.
    public private(set) var found = 0
    /// Words with the same beginning and end in both.
    public private(set) var right = 0
    /// Gold words that the training text does not hold (未登录词).
    public private(set) var unknown = 0
    /// Those of them that were found.
    public private(set) var unknownRight = 0

    /// Makes an empty score.
    public init() {}

    /// Share of the system's words that are right.
    public var precision: Double { Double(right) / Double(max(found, 1)) }
    /// Share of the gold words that were found.
    public var recall: Double { Double(right) / Double(max(gold, 1)) }
    /// Harmonic mean of both.
    public var f1: Double {
        let sum = precision + recall
        return sum > 0 ? 2 * precision * recall / sum : 0
    }
    /// Share of the unknown gold words that were found; nil if there are none.
    public var unknownRecall: Double? {
        unknown > 0 ? Double(unknownRight) / Double(unknown) : nil
    }

    /// Cuts the characters of a text as they are and counts; `known` are the words of the training
    /// text, none if unknown words are of no interest.
    public init(of tokenizer: Tokenizer, on text: SegmentedText, known: Set<[UInt16]> = []) {
        var workspace = Tokenizer.Workspace()
        for sentence in text.sentences {
            let view = NormalizedText(
                units: sentence.units,
                starts: Array(repeating: 0, count: sentence.units.count + 1)
            )
            let ends = tokenizer.tokenize(view, workspace: &workspace).map(\.range.upperBound)
            add(gold: sentence.ends, found: ends) { word in
                !known.isEmpty && !known.contains(Array(sentence.units[word]))
            }
        }
    }

    /// Counts a sentence: where the words of both end, in the same units.
    mutating func add(
        gold goldEnds: [Int32],
        found ends: [Int32],
        isUnknown: (Range<Int32>) -> Bool
    ) {
        gold += goldEnds.count
        found += ends.count
        var start: Int32 = 0
        var foundStart: Int32 = 0
        var index = 0
        for end in goldEnds {
            while index < ends.count, ends[index] < end {
                foundStart = ends[index]
                index += 1
            }
            let isRight = index < ends.count && ends[index] == end && foundStart == start
            let isNew = isUnknown(start..<end)
            right += isRight ? 1 : 0
            unknown += isNew ? 1 : 0
            unknownRight += isRight && isNew ? 1 : 0
            start = end
        }
    }
}
