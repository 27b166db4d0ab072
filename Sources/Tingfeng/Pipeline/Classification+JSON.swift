public import TingfengLabels

extension Classification {
    /// The row of the contract (PRODUCT §5.7); with a mapping also `mapped`, the category of another
    /// taxonomy.
    public func json(id: String, mapping: TaxonomyMapping? = nil) -> JSONValue {
        var members = [
            JSONMember("id", .string(id)), JSONMember("path", Self.names(path)),
            JSONMember("probability", Self.rounded(probability)),
            JSONMember("probabilities", .array(probabilities.map(Self.rounded))),
            JSONMember("abstained", .bool(abstained)),
            JSONMember("top", .array(top.map(Self.ranked))),
            JSONMember("reasons", .array(reasons.map(Self.reason))),
        ]
        if let runnerUp { members.append(JSONMember("runner_up", Self.ranked(runnerUp))) }
        if !parts.isEmpty {
            members.append(JSONMember("parts", .array(parts.map(Self.part))))
            members.append(JSONMember("other_matters", .array(otherMatters.map(Self.ranked))))
        }
        if let mapping {
            members.append(
                JSONMember("mapped", mapping.target(of: path).map(Self.names) ?? .null)
            )
        }
        if let axes { members += axes.members }
        return .object(members)
    }

    private static func names(_ path: [String]) -> JSONValue { .array(path.map(JSONValue.string)) }

    private static func ranked(_ path: RankedPath) -> JSONValue {
        ["path": names(path.path), "probability": rounded(path.probability)]
    }

    private static func part(_ part: Part) -> JSONValue {
        [
            "span": AxisFindings.span(part.range), "path": names(part.path),
            "probability": rounded(part.probability), "abstained": .bool(part.abstained),
        ]
    }

    private static func reason(_ reason: Reason) -> JSONValue {
        [
            "text": .string(reason.text), "weight": rounded(reason.weight),
            "spans": .array(reason.ranges.map(AxisFindings.span)),
        ]
    }

    /// Six digits are all that the weights carry, and print the same on every machine.
    static func rounded(_ value: Double) -> JSONValue { .double((value * 1e6).rounded() / 1e6) }
}

extension AxisFindings {
    /// The members of the row: `aspects` are names, the rest of what is known of them stands in
    /// `aspect_quotes`.
    fileprivate var members: [JSONMember] {
        [
            JSONMember("kind", .string(kind)),
            JSONMember("kind_probability", Classification.rounded(kindProbability)),
            JSONMember("urgency", .string(urgency)),
            JSONMember("urgency_score", Classification.rounded(urgencyScore)),
            JSONMember("urgency_reasons", .array(urgencyReasons.map(Self.evidence))),
            JSONMember("aspects", .array(aspects.map { .string($0.name) })),
            JSONMember("aspect_quotes", .array(aspects.map(Self.aspect))),
            JSONMember("conduct", .array(conduct.map(Self.evidence))),
        ]
    }

    private static func aspect(_ aspect: Aspect) -> JSONValue {
        [
            "aspect": .string(aspect.name),
            "probability": Classification.rounded(aspect.probability),
            "spans": .array(aspect.quotes.map(span)),
        ]
    }

    private static func evidence(_ evidence: Evidence) -> JSONValue {
        ["name": .string(evidence.name), "span": span(evidence.range)]
    }

    fileprivate static func span(_ range: Range<Int>) -> JSONValue {
        [.int(range.lowerBound), .int(range.upperBound)]
    }
}
