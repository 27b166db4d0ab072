public import TingfengLabels

extension Classification {
    /// The row of the contract (PRODUCT §5.7).
    public func json(id: String) -> JSONValue {
        [
            "id": .string(id), "path": .array(path.map(JSONValue.string)),
            "probability": .double(rounded(probability)),
            "probabilities": .array(probabilities.map { .double(rounded($0)) }),
            "abstained": .bool(abstained),
            "top": .array(
                top.map {
                    [
                        "path": .array($0.path.map(JSONValue.string)),
                        "probability": .double(rounded($0.probability)),
                    ]
                }
            ),
            "reasons": .array(
                reasons.map { reason in
                    [
                        "text": .string(reason.text), "weight": .double(rounded(reason.weight)),
                        "spans": .array(
                            reason.ranges.map { [.int($0.lowerBound), .int($0.upperBound)] }
                        ),
                    ]
                }
            ),
        ]
    }

    /// Six digits are all that the weights carry, and print the same on every machine.
    private func rounded(_ value: Double) -> Double {
        (value * 1e6).rounded() / 1e6
    }
}
