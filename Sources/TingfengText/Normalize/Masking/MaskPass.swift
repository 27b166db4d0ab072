/// One walk over a text that finds personal data.
///
/// Each character is looked up once in a table of ``MaskTrigger``; only where something may begin
/// do the rules read on.
struct MaskPass {
    let reader: MaskReader
    private let kinds: Set<MaskedSpan.Kind>
    private(set) var spans: [MaskedSpan] = []
    /// The run of digits being judged.
    var run = DigitRun()
    /// Where the last cue of each meaning ended; a number soon after it is judged in its light.
    var phoneCueEnd = -1_000
    var identityCueEnd = -1_000
    var bankCueEnd = -1_000
    var referenceCueEnd = -1_000
    /// Where the last room number ended, for lists of rooms.
    var roomEnd = -1

    init(_ bytes: UnsafeBufferPointer<UInt8>, kinds: Set<MaskedSpan.Kind>) {
        reader = MaskReader(bytes: bytes)
        self.kinds = kinds
    }

    mutating func find() {
        MaskTrigger.table.withUnsafeBufferPointer { table in
            let bytes = reader.bytes
            var index = 0
            while index < bytes.count {
                let byte = bytes[index]
                var unit = Int(byte)
                var width = 1
                if byte >= 0xF0 {
                    index += 4
                    continue
                } else if byte >= 0xE0 {
                    unit =
                        Int(byte & 0x0F) << 12 | Int(bytes[index + 1] & 0x3F) << 6
                        | Int(bytes[index + 2] & 0x3F)
                    width = 3
                } else if byte >= 0x80 {
                    index += 2
                    continue
                }
                let trigger = table[unit]
                index = trigger == 0 ? index + width : judge(trigger, at: index, width: width)
            }
        }
    }

    /// Returns where to go on.
    private mutating func judge(_ raw: UInt8, at index: Int, width: Int) -> Int {
        switch MaskTrigger(rawValue: raw) {
        case .digit: judgeDigits(at: index)
        case .at: judgeMail(at: index) ?? index + width
        case .plate: judgePlate(at: index) ?? index + width
        case .cue: judgeCue(at: index) ?? index + width
        case .plateOrCue: judgePlate(at: index) ?? judgeCue(at: index) ?? index + width
        case .honorific: judgeHonorific(at: index) ?? index + width
        case .someone: judgeSomeone(at: index) ?? index + width
        case .nothing, nil: index + width
        }
    }

    private mutating func judgeCue(at index: Int) -> Int? {
        let (first, _) = reader.character(at: index)
        if first.isLetter, reader.character(before: index).value.isLetter { return nil }
        guard let cues = MaskCue.byFirst[first] else { return nil }
        for cue in cues {
            guard let end = reader.end(of: cue.word, at: index) else { continue }
            switch cue.meaning {
            case .name(let strictness): return judgeName(after: end, strictness) ?? end
            case .account: return judgeAccount(after: end) ?? end
            case .phone: phoneCueEnd = end
            case .identity: identityCueEnd = end
            case .bank: bankCueEnd = end
            case .reference: referenceCueEnd = end
            }
            return end
        }
        return nil
    }

    /// Notes a finding; what it covers of earlier ones is dropped.
    mutating func append(_ kind: MaskedSpan.Kind, _ range: Range<Int>) {
        guard kinds.contains(kind) else { return }
        while let last = spans.last, last.range.upperBound > range.lowerBound { spans.removeLast() }
        spans.append(MaskedSpan(kind: kind, range: range))
    }

    /// Whether a cue stands so near before an index that it speaks of what is there.
    func isNear(_ cueEnd: Int, _ index: Int, within bytes: Int) -> Bool {
        index >= cueEnd && index - cueEnd <= bytes
    }
}
