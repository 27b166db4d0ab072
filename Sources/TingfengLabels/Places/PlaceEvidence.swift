import TingfengText

/// Makes the numbers that ``PlaceJudge`` weighs.
struct PlaceEvidence {
    /// How many numbers a candidate has.
    static let featureCount = 53

    private let message: ClassifierInput
    private let symbols: PlaceSymbols
    private let candidates: [PlaceCandidate]
    private let bests: [PlaceSpan]
    private let cores: [ArraySlice<UInt16>]
    private let ranks: [Int]
    private let likeliestInTitle: Float
    private let likeliestInBody: Float

    init(_ message: ClassifierInput, _ symbols: PlaceSymbols, _ candidates: [PlaceCandidate]) {
        self.message = message
        self.symbols = symbols
        self.candidates = candidates
        let bests = candidates.map(\.best)
        self.bests = bests
        cores = candidates.map { $0.units.dropFirst($0.divisionLength) }
        let titleCount = symbols.titleCount
        func likeliest(inTitle: Bool) -> Float {
            bests.reduce(0) {
                ($1.range.lowerBound < titleCount) == inTitle ? max($0, $1.probability) : $0
            }
        }
        likeliestInTitle = likeliest(inTitle: true)
        likeliestInBody = likeliest(inTitle: false)
        ranks = bests.map { own in bests.count { $0.probability > own.probability } }
    }

    func features(of number: Int) -> [Float] {
        var numbers: [Float] = []
        numbers.reserveCapacity(Self.featureCount)
        appendChain(number, &numbers)
        appendText(number, &numbers)
        appendEnds(number, &numbers)
        Rivals(of: number, bests, candidates, cores, symbols.titleCount).append(to: &numbers)
        numbers += [
            likeliestInTitle, likeliestInBody, Float(ranks[number]), Float(candidates.count),
            Float(message.body.units.count), Float(message.title.units.count),
        ]
        return numbers
    }

    /// What the chain says about the string.
    private func appendChain(_ number: Int, _ numbers: inout [Float]) {
        let best = bests[number]
        let isInTitle = best.range.lowerBound < symbols.titleCount
        var total: Float = 0
        var inTitle: Float = 0
        var inBody: Float = 0
        for span in candidates[number].spans {
            total += span.probability
            if span.range.lowerBound < symbols.titleCount {
                inTitle = max(inTitle, span.probability)
            } else {
                inBody = max(inBody, span.probability)
            }
        }
        let position = best.range.lowerBound - (isInTitle ? 0 : symbols.titleCount + 1)
        numbers += [
            best.probability, best.begins, best.ends, total, Float(candidates[number].spans.count),
            isInTitle ? 1 : 0, Float(position), inTitle, inBody,
        ]
    }

    /// How the string is made and how often it stands in the message, with and without divisions.
    private func appendText(_ number: Int, _ numbers: inout [Float]) {
        let candidate = candidates[number]
        let core = cores[number]
        let title = message.title.units[...]
        let body = message.body.units[...]
        numbers += [
            title.count(of: candidate.units), body.count(of: candidate.units),
            title.count(of: core), body.count(of: core),
            Float(candidate.units.count), Float(core.count), Float(candidate.symbols.count),
            Float(candidate.divisionLength), title.share(of: core),
            Float(core.count { PlaceSuffix.ofUnit[Int($0)] != 0 }),
            candidate.symbols.contains(where: Self.isMark) ? 1 : 0,
        ]
    }

    /// Where the string begins and ends.
    private func appendEnds(_ number: Int, _ numbers: inout [Float]) {
        let range = bests[number].range
        let first = symbols.words[range.lowerBound]
        let last = symbols.words[range.upperBound - 1]
        let values = symbols.values
        func unit(_ index: Int) -> UInt16 {
            values.indices.contains(index) ? values[index] : PlaceSymbols.fieldBreak
        }
        numbers += [
            first.begins ? 1 : 0, last.ends ? 1 : 0, Float(first.before), Float(last.behind),
            Float(first.kind), Float(last.kind),
            Float(PlaceSuffix.ofUnit[Int(unit(range.upperBound - 1))]),
            Float(PlaceSuffix.ofUnit[Int(unit(range.upperBound - 2))]),
            Float(PlaceSuffix.ofUnit[Int(unit(range.upperBound))]),
            Float(PlaceNeighbour.before(unit(range.lowerBound - 1))),
            Float(PlaceNeighbour.behind(unit(range.upperBound))),
            Float(PlaceEnding.of(values[range])),
        ]
    }

    private static func isMark(_ symbol: UInt16) -> Bool {
        symbol < 0x3400 && symbol != 0x2D || symbol >= 0xFF00
    }

    /// How a candidate stands to the others.
    private struct Rivals {
        var around: Float = 0
        var inside: Float = 0
        var crossing: Float = 0
        var longerFromStart: Float = 0
        var shorterFromStart: Float = 0
        var longerToEnd: Float = 0
        var shorterToEnd: Float = 0
        var kin: Float = 0
        var longestKin: Float = 0
        var longerKin: Float = 0
        var shorterKin: Float = 0
        var far: Float = 0
        var farInTitle: Float = 0
        var farCount: Float = 0
        var farTotal: Float = 0

        init(
            of number: Int,
            _ bests: [PlaceSpan],
            _ candidates: [PlaceCandidate],
            _ cores: [ArraySlice<UInt16>],
            _ titleCount: Int
        ) {
            let own = candidates[number].units
            let range = bests[number].range
            for other in candidates.indices where other != number {
                let units = candidates[other].units
                let span = bests[other]
                if units.count > own.count, units.holds(own) { raise(\.around, span) }
                if units.count < own.count, own.holds(units) { raise(\.inside, span) }
                if span.range.overlaps(range) {
                    addOverlapping(span, range)
                } else if cores[number].sharesRun(of: 3, with: units) {
                    addKin(span, units.count, own.count)
                } else if !cores[number].sharesRun(of: 2, with: units) {
                    addFar(span, isInTitle: span.range.lowerBound < titleCount)
                }
            }
        }

        private mutating func raise(_ value: WritableKeyPath<Rivals, Float>, _ span: PlaceSpan) {
            self[keyPath: value] = max(self[keyPath: value], span.probability)
        }

        private mutating func addOverlapping(_ span: PlaceSpan, _ own: Range<Int>) {
            raise(\.crossing, span)
            if span.range.lowerBound == own.lowerBound {
                let isLonger = span.range.upperBound > own.upperBound
                raise(isLonger ? \.longerFromStart : \.shorterFromStart, span)
            } else if span.range.upperBound == own.upperBound {
                let isLonger = span.range.lowerBound < own.lowerBound
                raise(isLonger ? \.longerToEnd : \.shorterToEnd, span)
            }
        }

        private mutating func addKin(_ span: PlaceSpan, _ length: Int, _ own: Int) {
            raise(\.kin, span)
            longestKin = max(longestKin, Float(length))
            if length > own { raise(\.longerKin, span) }
            if length < own { raise(\.shorterKin, span) }
        }

        private mutating func addFar(_ span: PlaceSpan, isInTitle: Bool) {
            raise(\.far, span)
            if isInTitle { raise(\.farInTitle, span) }
            farCount += 1
            farTotal += span.probability
        }

        func append(to numbers: inout [Float]) {
            numbers += [
                around, inside, crossing, longerFromStart, shorterFromStart, longerToEnd,
                shorterToEnd, kin, longestKin, longerKin, shorterKin, far, farInTitle, farCount,
                farTotal,
            ]
        }
    }
}

/// What stands beside a place, in a few groups that order alike (住在 before, 业主 behind).
private enum PlaceNeighbour {
    private static let groupsBefore = [
        "至到往从经", "和与及跟、", "的", "我对请诉映报询议于", "在住是位来去买", "，。：；？！,.:;?!（(",
    ]
    private static let groupsBehind = [
        "，。：；？！,.:;?!）)", "附旁边周近对", "的", "和与及跟、", "业居住村户", "小物开", "有公部政派法局", "门内里楼口路",
    ]

    static func before(_ unit: UInt16) -> UInt8 { tableBefore[Int(unit)] }
    static func behind(_ unit: UInt16) -> UInt8 { tableBehind[Int(unit)] }

    private static let tableBefore = table(groupsBefore)
    private static let tableBehind = table(groupsBehind)

    private static func table(_ groups: [String]) -> [UInt8] {
        var table = [UInt8](repeating: 0, count: 0x1_0000)
        for (number, group) in groups.enumerated() {
            for unit in group.utf16 { table[Int(unit)] = UInt8(number + 1) }
        }
        table[Int(PlaceSymbols.fieldBreak)] = UInt8(groups.count + 1)
        return table
    }
}

/// What the last two characters of a place say about its kind.
private enum PlaceEnding {
    private static let numbers: [UInt32: UInt8] = {
        let groups = [
            ["小区", "花园", "新村", "公寓", "广场"], ["公司", "企业", "集团"],
            ["学校", "中学", "小学", "学院", "儿园", "校区"],
            ["政府", "委会", "大队", "出所", "民局", "理局", "法院"], ["附近", "旁边", "对面", "门口", "周边", "路口"],
            ["项目", "工程", "工地"],
        ]
        var numbers: [UInt32: UInt8] = [:]
        for (number, group) in groups.enumerated() {
            for ending in group {
                let units = Array(ending.utf16)
                numbers[UInt32(units[0]) << 16 | UInt32(units[1])] = UInt8(number + 1)
            }
        }
        return numbers
    }()

    static func of(_ symbols: ArraySlice<UInt16>) -> UInt8 {
        guard symbols.count > 1 else { return 0 }
        let end = symbols.endIndex
        return numbers[UInt32(symbols[end - 2]) << 16 | UInt32(symbols[end - 1])] ?? 0
    }
}
