import Tingfeng
import TingfengLabels
import TingfengStore

/// Reads labelled messages: `title`, `body` and a category path, by their aliases.
enum LabelledInput {
    private static let fields = ["aspects", "second", "group", "fold"]

    static func samples(_ paths: String, _ installation: Installation) throws -> [LabelledSample] {
        var samples: [LabelledSample] = []
        for path in paths.split(separator: ",") {
            var input = try FilterInput(String(path), installation, extra: fields)
            while case let messages = try input.next(), !messages.isEmpty {
                samples += messages.map(sample)
            }
        }
        return samples
    }

    private static func sample(_ message: Message) -> LabelledSample {
        LabelledSample(
            title: message.title,
            body: message.body,
            path: message.category,
            group: message.extra["group"].flatMap { Int($0) },
            fold: message.extra["fold"].flatMap { Int($0) },
            kind: message.kind?.rawValue,
            urgency: message.urgency,
            aspects: message.extra["aspects"].map(names),
            second: message.extra["second"].map { $0.split(separator: "/").map(String.init) }
        )
    }

    /// The strings of a JSON array.
    private static func names(_ array: String) -> [String] {
        guard let value = try? JSONValue(parsing: Array(array.utf8)), case .array(let items) = value
        else {
            return []
        }
        return items.compactMap { item in
            if case .string(let name) = item { name } else { nil }
        }
    }

    /// Returns the samples whose body, and title with body, stand in none of the banned ones.
    static func excluding(
        _ banned: [LabelledSample],
        from samples: [LabelledSample]
    ) -> [LabelledSample] {
        let texts = Set(banned.map { squeezed($0.body) })
            .union(banned.map { squeezed($0.title + $0.body) })
        return samples.filter { sample in
            !texts.contains(squeezed(sample.body))
                && !texts.contains(squeezed(sample.title + sample.body))
        }
    }

    private static func squeezed(_ text: String) -> String {
        text.filter { !$0.isWhitespace }
    }
}
