public import TingfengLabels

extension CategoryClassifier {
    /// Classifies each item of a numbered list in the body by itself (一件多诉); empty if there is none.
    ///
    /// `input` is what was read of the message.
    public func parts(
        of message: Message,
        _ input: ClassifierInput,
        workspace: inout Workspace
    ) -> [Classification.Part] {
        let offset = message.title.utf8.count + 1
        return NumberedList.items(of: message.body).map { item in
            let answer = categorize(input.item(item), workspace: &workspace)
            return Classification.Part(
                range: item.lowerBound + offset..<item.upperBound + offset,
                path: answer.path,
                probability: answer.probability,
                abstained: answer.abstained
            )
        }
    }
}
