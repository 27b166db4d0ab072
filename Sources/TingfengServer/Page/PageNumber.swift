/// Numbers as the pages write them.
enum PageNumber {
    /// Digits in groups of three.
    static func grouped(_ value: Int) -> String {
        let digits = Array(String(value))
        var grouped = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3), digit != "-",
                digits[index - 1] != "-"
            {
                grouped.append(",")
            }
            grouped.append(digit)
        }
        return grouped
    }

    /// One digit after the point.
    static func decimal(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return grouped(tenths / 10) + ".\(abs(tenths % 10))"
    }

    static func percent(_ share: Double) -> String { "\(Int((share * 100).rounded()))%" }
}
