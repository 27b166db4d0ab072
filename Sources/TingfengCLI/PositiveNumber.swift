import ArgumentParser

/// A number of rows, bins or threads: at least 1.
struct PositiveNumber: ExpressibleByArgument {
    let value: Int

    init(_ value: Int) {
        self.value = value
    }

    init?(argument: String) {
        guard let value = Int(argument), value >= 1 else { return nil }
        self.value = value
    }

    var defaultValueDescription: String { "\(value)" }
}

/// A share of false alarms: above 0 and below 1.
struct ErrorRate: ExpressibleByArgument {
    let value: Double

    init?(argument: String) {
        guard let value = Double(argument), value > 0, value < 1 else { return nil }
        self.value = value
    }
}
