/// Sentences cut by hand, one a line, words separated by blanks (切分语料).
public struct SegmentedText: Sendable {
    /// One sentence: its characters without the blanks, and where its words end.
    public struct Sentence: Sendable, Equatable {
        /// UTF-16 units of the sentence.
        public var units: [UInt16]
        /// The end of each word, in units, ascending; the last is the number of units.
        public var ends: [Int32]
    }

    /// Name of the standard it is cut by: the file's name without folder and suffix.
    public let name: String
    /// The sentences in order, empty lines left out.
    public let sentences: [Sentence]

    /// Reads a file in UTF-8.
    public init(contentsOf path: String) throws(TextError) {
        let file = try MappedFile(path: path)
        var sentences: [Sentence] = []
        file.forEachLine { line, _ in
            let sentence = Self.sentence(String(decoding: line, as: UTF8.self))
            if !sentence.units.isEmpty { sentences.append(sentence) }
        }
        self.sentences = sentences
        let last = path.split(separator: "/").last.map(String.init) ?? path
        name = last.split(separator: ".").first.map(String.init) ?? last
    }

    /// Makes a text of lines in the form of a file.
    public init(name: String, lines: [String]) {
        self.name = name
        sentences = lines.map(Self.sentence).filter { !$0.units.isEmpty }
    }

    /// The sentence of a line.
    static func sentence(_ line: String) -> Sentence {
        var sentence = Sentence(units: [], ends: [])
        for word in line.split(whereSeparator: \.isWhitespace) {
            sentence.units += word.utf16
            sentence.ends.append(Int32(sentence.units.count))
        }
        return sentence
    }

    /// The different words of some texts, in units.
    public static func words(of texts: [SegmentedText]) -> Set<[UInt16]> {
        var words: Set<[UInt16]> = []
        for sentence in texts.lazy.flatMap(\.sentences) {
            var start = 0
            for end in sentence.ends {
                words.insert(Array(sentence.units[start..<Int(end)]))
                start = Int(end)
            }
        }
        return words
    }
}
