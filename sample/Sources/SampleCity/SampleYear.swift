import Foundation

/// The finished stream: messages in order of time with numbers, handling and arrival times.
struct SampleYear {
    let messages: [SampleMessage]
    let counts: StreamCounts
    let lateCount: Int

    init(city: SampleCityData, options: SampleOptions) throws {
        var stream = MessageStream(city: city, seed: options.seed)
        for day in 0..<options.days { try stream.add(options.from.adding(days: day)) }
        counts = stream.counts
        let exportedAt = options.from.adding(days: options.days).at(hour: 0)
        let desk = try HandlingDesk(
            folder: city.folder.appendingPathComponent("city"),
            holidays: city.holidays,
            exportedAt: exportedAt
        )
        var random = SplitMix64(seed: options.seed ^ 0x68_616E_646C)
        var messages = Self.numbered(stream.messages)
        var lateCount = 0
        for index in messages.indices {
            let isLate = random.chance(0.1)
            let delay = Self.delay(isLate: isLate, &random)
            let hasRoom = messages[index].createdAt.adding(delay) < exportedAt
            messages[index].arrivedAt = messages[index].createdAt.adding(hasRoom ? delay : 0)
            lateCount += isLate && hasRoom ? 1 : 0
            messages[index].handling = desk.handle(messages[index], &random)
        }
        self.messages = messages
        self.lateCount = lateCount
    }

    /// Late rows come hours to five days after the call, the others within minutes.
    private static func delay(isLate: Bool, _ random: inout SplitMix64) -> Int {
        isLate
            ? random.number(in: 150...random.pick([720, 2_880, 7_200])) * 60
            : random.number(in: 20...1_500)
    }

    /// Sorts by time, ties by order of making, and numbers the messages of each day.
    private static func numbered(_ messages: [SampleMessage]) -> [SampleMessage] {
        let order = messages.indices.sorted {
            (messages[$0].createdAt.seconds, $0) < (messages[$1].createdAt.seconds, $1)
        }
        var day = 0
        var serial = 0
        return order.map { index in
            var message = messages[index]
            serial = message.createdAt.dayNumber == day ? serial + 1 : 1
            day = message.createdAt.dayNumber
            let date = message.createdAt.date.iso.replacingOccurrences(of: "-", with: "")
            message.id = "YX\(date)\(padded(serial, width: 4))"
            return message
        }
    }
}
