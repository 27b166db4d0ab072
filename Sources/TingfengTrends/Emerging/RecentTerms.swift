/// The messages of the longest window, copies left out, as the terms of all of them in one array.
public struct RecentTerms: Sendable {
    /// The moment at which all windows end, in seconds since 1970.
    public let asOf: Int64
    let parameters: EmergingParameters
    private(set) var documents: [Document] = []
    private var terms: [UInt32] = []
    private var copies = CopyFilter()

    struct Document: Sendable {
        var id: Int64
        var time: Int64
        var caller: UInt64
        var terms: Range<Int>
    }

    /// Starts with no message.
    public init(asOf: Int64, parameters: EmergingParameters = EmergingParameters()) {
        self.asOf = asOf
        self.parameters = parameters
    }

    /// Adds a message; messages come in order of time.
    public mutating func add(_ document: TermDocument) {
        guard copies.insert(document) else { return }
        let start = terms.count
        terms += document.terms
        documents.append(
            Document(
                id: document.id,
                time: document.time,
                caller: document.caller,
                terms: start..<terms.count
            )
        )
    }

    func terms(of document: Int) -> ArraySlice<UInt32> { terms[documents[document].terms] }

    /// The windows that are looked at, each with its first document.
    var windows: [(length: Int64, first: Int)] {
        parameters.windows.map { ($0, firstDocument(after: asOf - $0)) }
            .filter { documents.count - $0.first <= parameters.mostRecent }
    }

    private func firstDocument(after time: Int64) -> Int {
        var low = 0
        var high = documents.count
        while low < high {
            let middle = (low + high) / 2
            if documents[middle].time <= time { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
