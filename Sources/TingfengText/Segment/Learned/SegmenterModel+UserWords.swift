extension SegmenterModel {
    /// Counts soft user words as firm words of the lexicon, the longest from each position.
    func markUserWords(
        _ evidence: UserWordEvidence,
        _ line: borrowing SymbolLine,
        _ sequence: Range<Int>
    ) {
        var position = sequence.lowerBound
        let limit = line.starts[sequence.upperBound]
        evidence.forEachSoftWord(from: line.starts[position], to: limit) { word in
            while line.starts[position] < word.lowerBound { position &+= 1 }
            guard line.starts[position] == word.lowerBound else { return }
            var next = position + 1
            while line.starts[next] < word.upperBound { next += 1 }
            // A word that ends inside a run of letters or digits is none.
            if line.starts[next] == word.upperBound, next - position > 1 {
                markFirm(line, position..<next)
            }
        }
    }

    private func markFirm(_ line: borrowing SymbolLine, _ word: Range<Int>) {
        let code = WordCode.code(length: word.count, trust: UInt32(WordTrust.firm.rawValue))
        let lengthClass = WordCode.lengthClass(code)
        let last = word.upperBound - 1
        if WordCode.lengthClass(line.beginning[word.lowerBound]) <= lengthClass {
            line.beginning[word.lowerBound] = code
        }
        if WordCode.lengthClass(line.ending[last]) <= lengthClass { line.ending[last] = code }
        for index in word.dropFirst().dropLast() where line.inside[index] < lengthClass {
            line.inside[index] = UInt8(lengthClass)
        }
    }
}
