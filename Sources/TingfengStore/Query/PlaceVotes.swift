import GRDB
import Tingfeng
import TingfengLabels
import TingfengText

/// Reads the places of stored messages where a question needs them; nothing of it is kept.
///
/// Costs a look at each message's text, some 0.1 ms.
struct StoredPlaces: ~Copyable {
    private let reading: TextReading
    private let places: PlaceReading
    private var tokenizer = Tokenizer.Workspace()
    private var workspace = PlaceFinder.Workspace()

    init(_ reading: TextReading, _ places: PlaceReading) {
        self.reading = reading
        self.places = places
    }

    /// Returns the places of a message, likeliest first.
    mutating func places(title: String, body: String, region: String?) -> [MessagePlace] {
        var message = Message(id: "", source: "", createdAt: 0, title: title, body: body)
        message.region = region
        let input = reading.read(message, &tokenizer)
        return places.places(of: message, input, workspace: &workspace)
    }
}

/// What the messages of one group call the place that they are about.
struct PlaceVotes {
    private var messages: [String: Int] = [:]
    private var spellings: [String: [String: Int]] = [:]

    /// Counts the likeliest place of a message.
    mutating func add(_ places: [MessagePlace]) {
        guard let first = places.first else { return }
        messages[first.key, default: 0] += 1
        spellings[first.key, default: [:]][first.text, default: 0] += 1
    }

    /// Counts what another group was called.
    mutating func add(_ other: PlaceVotes) {
        messages.merge(other.messages, uniquingKeysWith: +)
        for (key, texts) in other.spellings {
            spellings[key, default: [:]].merge(texts, uniquingKeysWith: +)
        }
    }

    /// How most messages that name the commonest place write it; of equals the longest.
    ///
    /// None where the messages agree on no place: a matter of the whole city has none.
    var name: String? {
        let total = messages.values.reduce(0, +)
        guard
            let place = messages.min(by: { ($1.value, $0.key) < ($0.value, $1.key) }),
            3 * place.value >= total, place.value > 1 || total < 3
        else { return nil }
        return spellings[place.key]?.min { one, other in
            (other.value, other.key.utf8.count, one.key)
                < (one.value, one.key.utf8.count, other.key)
        }?.key
    }
}
