/// What the city did with a message.
struct Handling {
    var unit = ""
    var urgency = "一般"
    var confidential = false
    var dispatchedAt: CivilTime?
    var dueAt: CivilTime?
    var closedAt: CivilTime?
    var status = "受理"
    var reply = ""
    var responded = ""
    var resolved = ""
    var satisfied = ""
}
