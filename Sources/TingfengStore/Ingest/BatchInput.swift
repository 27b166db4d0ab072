import Tingfeng

/// What becomes one batch.
struct BatchInput {
    /// Name of the file as given, `-` for the standard input.
    var file: String
    /// Source that all rows were asked to be of.
    var source: String?
    /// The rows, read as they are needed.
    var rows: ReadAhead
    /// Rows taken at most.
    var limit = Int.max
    /// Whether the rows stand in the order in which they are to be matched.
    var isInOrder = false
}
