/// Cuts lines of UTF-8 into tokens joined by one blank: bytes in, bytes out.
///
/// Nothing is allocated per line. Scratch memory of one thread.
///
///     var lines = TokenLines(tokenizer: tokenizer, normalizer: nil)
///     let output = lines.cut(input)  // as many lines as the input
///
/// Blanks of the text are left out. Without a normalizer every other byte comes back as it was, also
/// one that is no UTF-8.
public struct TokenLines: ~Copyable {
    private let tokenizer: Tokenizer
    private let normalizer: Normalizer?
    private var workspace = Tokenizer.Workspace()
    private var view = ViewBuffer()
    private var tokens: [Token] = []

    /// Makes scratch memory.
    public init(tokenizer: Tokenizer, normalizer: Normalizer?) {
        self.tokenizer = tokenizer
        self.normalizer = normalizer
    }

    /// Returns the tokens of each line; a line ends with "\n" or "\r\n", the last one with the input.
    ///
    /// - Complexity: O(*n*); one allocation.
    public mutating func cut(_ input: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        // A unit takes up to three bytes and a blank, and is never shorter than a byte.
        let most = input.count * (normalizer == nil ? 2 : 4) + 1
        return [UInt8](unsafeUninitializedCapacity: most) { output, count in
            guard let start = output.baseAddress else { return }
            var end = start
            var rest = input[...]
            while !rest.isEmpty {
                let lineEnd = rest.firstIndex(of: 0x0A) ?? rest.endIndex
                let hasReturn = lineEnd > rest.startIndex && rest[lineEnd - 1] == 0x0D
                let line = rest[rest.startIndex..<(hasReturn ? lineEnd - 1 : lineEnd)]
                end = cut(line: UnsafeBufferPointer(rebasing: line), to: end)
                end.pointee = 0x0A
                end += 1
                rest = rest[min(lineEnd + 1, rest.endIndex)...]
            }
            count = end - start
        }
    }

    /// Writes the tokens of a line and returns where the output ends.
    private mutating func cut(
        line: UnsafeBufferPointer<UInt8>,
        to start: UnsafeMutablePointer<UInt8>
    ) -> UnsafeMutablePointer<UInt8> {
        if let normalizer {
            view.read(line, by: normalizer)
        } else {
            view.read(raw: line)
        }
        tokenizer.cut(view.units, into: &tokens, workspace: &workspace)
        var end = start
        for token in tokens where token.kind != .space {
            if end > start {
                end.pointee = 0x20
                end += 1
            }
            end = normalizer == nil ? copy(token, of: line, to: end) : write(token, to: end)
        }
        return end
    }

    /// Copies the bytes of a token as they stand in the line.
    @inline(__always)
    private func copy(
        _ token: Token,
        of line: UnsafeBufferPointer<UInt8>,
        to output: UnsafeMutablePointer<UInt8>
    ) -> UnsafeMutablePointer<UInt8> {
        let first = Int(view.starts[Int(token.range.lowerBound)])
        let count = Int(view.starts[Int(token.range.upperBound)]) &- first
        for offset in 0..<count { output[offset] = line[first &+ offset] }
        return output + count
    }

    /// Writes the units of a token in UTF-8.
    private func write(
        _ token: Token,
        to output: UnsafeMutablePointer<UInt8>
    ) -> UnsafeMutablePointer<UInt8> {
        var output = output
        let units = view.units[Int(token.range.lowerBound)..<Int(token.range.upperBound)]
        for unit in units where UTF16.isSurrogate(unit) {
            for byte in String(decoding: units, as: UTF16.self).utf8 {
                output.pointee = byte
                output += 1
            }
            return output
        }
        for unit in units {
            if unit < 0x80 {
                output[0] = UInt8(truncatingIfNeeded: unit)
                output += 1
            } else if unit < 0x800 {
                output[0] = 0xC0 | UInt8(truncatingIfNeeded: unit &>> 6)
                output[1] = 0x80 | UInt8(truncatingIfNeeded: unit & 0x3F)
                output += 2
            } else {
                output[0] = 0xE0 | UInt8(truncatingIfNeeded: unit &>> 12)
                output[1] = 0x80 | UInt8(truncatingIfNeeded: (unit &>> 6) & 0x3F)
                output[2] = 0x80 | UInt8(truncatingIfNeeded: unit & 0x3F)
                output += 3
            }
        }
        return output
    }
}
