/// What became of one row of the input.
public enum ReadRow: Sendable, Equatable {
    case message(Message)
    case rejected(RejectedRow)
}
