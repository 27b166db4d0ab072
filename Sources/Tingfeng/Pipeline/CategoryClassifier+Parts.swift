public import TingfengLabels
public import TingfengText

extension TextReading {
    /// Classifies each item of a numbered list in the body by itself (一件多诉); empty if there is none.
    public func parts(
        of message: Message,
        _ classifier: CategoryClassifier,
        _ tokenizing: inout Tokenizer.Workspace,
        _ classifying: inout CategoryClassifier.Workspace
    ) -> [Classification.Part] {
        let items = NumberedList.items(of: message.body)
        guard !items.isEmpty else { return [] }
        let bytes = Array(message.body.utf8)
        let offset = message.title.utf8.count + 1
        return items.map { item in
            let text = String(decoding: bytes[item], as: UTF8.self)
            let answer = classifier.classify(
                read(title: "", body: text, &tokenizing),
                topLimit: 0,
                workspace: &classifying
            )
            return Classification.Part(
                range: item.lowerBound + offset..<item.upperBound + offset,
                path: answer.path,
                probability: answer.probability,
                abstained: answer.abstained
            )
        }
    }
}
