/// What a matter remembers: some of its messages, the first ones and late ones.
struct MatterProfile: Sendable {
    /// So many messages are remembered.
    static let slots = 8
    /// The first ones stay; later ones take turns in the other slots.
    fileprivate static let fixedSlots = 4

    private(set) var witnesses: [MatterWitness] = []
    private(set) var messageCount = 0

    init() {}

    /// Takes in a message; returns the slot in which it is remembered, and the one forgotten for it.
    mutating func add(_ witness: MatterWitness) -> (slot: Int, forgotten: MatterWitness?) {
        messageCount += 1
        if witnesses.count < Self.slots {
            witnesses.append(witness)
            return (witnesses.count - 1, nil)
        }
        let slot = Self.slot(ofMessage: messageCount)
        let forgotten = witnesses[slot]
        witnesses[slot] = witness
        return (slot, forgotten)
    }

    /// The profile as bytes; what it remembers is kept exactly.
    var encoded: [UInt8] {
        var writer = NumberWriter()
        writer.append(UInt64(messageCount))
        writer.append(UInt64(witnesses.count))
        for witness in witnesses {
            writer.append(UInt64(bitPattern: witness.time))
            writer.append(witness.features)
        }
        return writer.bytes
    }

    init?(encoded bytes: [UInt8]) {
        var reader = NumberReader(bytes: bytes)
        guard let messages = reader.number(), let count = reader.number(), count <= Self.slots
        else { return nil }
        for _ in 0..<count {
            guard let time = reader.number(), let features = reader.features() else { return nil }
            witnesses.append(MatterWitness(features, time: Int64(bitPattern: time)))
        }
        guard reader.isAtEnd else { return nil }
        messageCount = Int(truncatingIfNeeded: messages)
    }
}

extension MatterProfile {
    /// Returns which of `count` messages, in order of arrival, stand in the slots in the end.
    static func remembered(of count: Int) -> [Int] {
        var slots: [Int] = []
        for number in 0..<count {
            if slots.count < Self.slots {
                slots.append(number)
            } else {
                slots[Self.slot(ofMessage: number + 1)] = number
            }
        }
        return slots
    }

    /// The slot that a later message takes.
    fileprivate static func slot(ofMessage number: Int) -> Int {
        fixedSlots + number % (slots - fixedSlots)
    }

    init(_ witnesses: [MatterWitness], messageCount: Int) {
        self.witnesses = witnesses
        self.messageCount = messageCount
    }
}
