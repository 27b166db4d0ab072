import Foundation

/// Makes the messages day by day: fresh ones, callers who insist, copied texts, events.
struct MessageStream {
    /// What was said before, so that it can be said again.
    private struct Past {
        let kernel: Kernel
        let scene: Scene
        let message: SampleMessage
    }

    private let gazetteer: Gazetteer
    private let composer: MessageComposer
    private let rhythm: DailyRhythm
    private let deck: KernelDeck
    private let eventKernels: [String: [Kernel]]
    private let seed: UInt64
    private var callers = CallerBook()
    private var past: [Past] = []
    private(set) var messages: [SampleMessage] = []
    private(set) var counts = StreamCounts()

    init(city: SampleCityData, seed: UInt64) {
        gazetteer = city.gazetteer
        composer = MessageComposer(phrasebook: city.phrasebook, wear: city.wear)
        rhythm = DailyRhythm(holidays: city.holidays)
        deck = KernelDeck(city.kernels)
        eventKernels = Dictionary(grouping: city.kernels.filter { $0.event != nil }) {
            $0.event ?? ""
        }
        self.seed = seed
    }

    mutating func add(_ date: CivilDate) throws {
        var random = SplitMix64(seed: seed &* 1_000_003 &+ UInt64(date.dayNumber))
        for _ in 0..<rhythm.draw(on: date, &random) { try addEveryday(on: date, &random) }
        for event in CityEvent.all { try add(event, on: date, &random) }
    }

    private mutating func addEveryday(on date: CivilDate, _ random: inout SplitMix64) throws {
        let dice = random.unit()
        if dice < 0.04, let again = drawPast(among: 500, &random) {
            try addRepeat(of: again, on: date, &random)
        } else if dice < 0.065, let again = drawPast(among: 200, &random) {
            addCopy(of: again, on: date, &random)
        } else {
            let kernel = deck.draw(on: date, &random)
            let street = gazetteer.drawStreet(rural: kernel.isRural, &random)
            let scene = Scene(gazetteer: gazetteer, street: street, date: date)
            let time = rhythm.drawTime(on: date, atNight: kernel.season == .night, &random)
            past.append(try add(kernel, scene, at: time, caller: nil, isRepeat: false, &random))
        }
    }

    /// Returns one of the last messages, by index: a slice would make every append copy the array.
    private func drawPast(among count: Int, _ random: inout SplitMix64) -> Past? {
        let candidates = min(count, past.count)
        return candidates == 0 ? nil : past[past.count - 1 - random.below(candidates)]
    }

    /// The same caller, the same matter, other words.
    private mutating func addRepeat(
        of again: Past,
        on date: CivilDate,
        _ random: inout SplitMix64
    ) throws {
        var scene = again.scene
        scene.date = date
        let time = rhythm.drawTime(on: date, atNight: false, &random)
        let caller = again.message.caller
        _ = try add(again.kernel, scene, at: time, caller: caller, isRepeat: true, &random)
        counts.repeats += 1
    }

    /// The same text once more, from the same caller or a neighbour.
    private mutating func addCopy(
        of again: Past,
        on date: CivilDate,
        _ random: inout SplitMix64
    ) {
        let old = again.message
        let caller = random.chance(0.5) ? old.caller : callers.draw(on: date, &random)
        let time = rhythm.drawTime(on: date, atNight: false, &random)
        messages.append(
            SampleMessage(
                kernel: old.kernel,
                createdAt: time,
                arrivedAt: time,
                channel: old.channel,
                street: old.street,
                address: old.address,
                caller: caller,
                title: old.title,
                body: old.body,
                planted: old.planted
            )
        )
        counts.copies += 1
    }

    private mutating func add(
        _ event: CityEvent,
        on date: CivilDate,
        _ random: inout SplitMix64
    ) throws {
        guard let kernels = eventKernels[event.id] else { return }
        for _ in 0..<event.count(on: date) {
            let street =
                gazetteer.streets.first { $0.name == event.street }
                ?? gazetteer.drawStreet(districts: event.districts, &random)
            let scene = Scene(
                gazetteer: gazetteer,
                street: street,
                date: date,
                pinned: event.pinned
            )
            let time = rhythm.drawTime(on: date, atNight: event.atNight, &random)
            let kernel = random.pick(kernels)
            _ = try add(kernel, scene, at: time, caller: nil, isRepeat: false, &random)
        }
    }

    private mutating func add(
        _ kernel: Kernel,
        _ scene: Scene,
        at time: CivilTime,
        caller: String?,
        isRepeat: Bool,
        _ random: inout SplitMix64
    ) throws -> Past {
        var scene = scene
        let weights = SampleMessage.Channel.weights
        let channel = SampleMessage.Channel.all[random.index(weights: weights)]
        let text = try composer.compose(
            kernel,
            channel: channel,
            isRepeat: isRepeat,
            in: &scene,
            &random
        )
        let place = try scene.value(of: kernel.isRural ? "village" : "road", &random)
        let message = SampleMessage(
            kernel: kernel,
            createdAt: time,
            arrivedAt: time,
            channel: channel,
            street: scene.street,
            address: random.chance(0.85) ? "\(gazetteer.city)\(scene.street.name)\(place)" : "",
            caller: caller ?? callers.draw(on: time.date, &random),
            title: text.title,
            body: text.body,
            planted: text.planted
        )
        messages.append(message)
        return Past(kernel: kernel, scene: scene, message: message)
    }
}

/// How often the stream repeated itself.
struct StreamCounts {
    /// The same caller on the same matter in other words.
    var repeats = 0
    /// The same text again.
    var copies = 0
}
