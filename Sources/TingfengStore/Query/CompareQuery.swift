import Foundation
import GRDB
public import Tingfeng
import TingfengText

/// How two sides differ (对比): two periods, or two regions.
///
/// A side is a period (`2019`, `2019-07`, `2019-07-01`, `2019-07-01..2019-07-14`) or the name, path
/// or code of a region; both sides must be of a kind.
public struct CompareQuery: Sendable {
    /// What the rows of a comparison stand for.
    public enum Dimension: String, Sendable, CaseIterable {
        case category, region, word
    }

    /// One side.
    public enum Side: Sendable, Equatable {
        /// First second and the second after the last.
        case period(Range<Int64>)
        case region(String)
    }

    /// The side that is compared with.
    public let a: Side
    /// The side that is compared.
    public let b: Side
    /// What the rows stand for; several are crossed.
    public var dimensions: [Dimension] = [.category]
    /// Rows returned at most.
    public var limit = 20

    /// Reads two sides.
    ///
    /// - Throws: ``CompareError`` if one is a period and the other is none.
    public init(_ a: String, _ b: String, time: LocalTime) throws(CompareError) {
        let periods = (time.period(a), time.period(b))
        switch periods {
        case (let first?, let second?):
            self.a = .period(first)
            self.b = .period(second)
        case (nil, nil):
            self.a = .region(a)
            self.b = .region(b)
        default: throw .differentKinds(a, b)
        }
    }
}

/// What is wrong with the sides of a comparison.
public enum CompareError: Error, Equatable, Sendable, CustomStringConvertible {
    case differentKinds(String, String)
    case unknownRegion(String)

    /// One Chinese sentence.
    public var description: String {
        switch self {
        case .differentKinds(let a, let b):
            "「\(a)」与「\(b)」不能相比：请写两个时段（2019-07、2019-07-01..2019-07-14）或两个地区。"
        case .unknownRegion(let name): "没有地区「\(name)」的留言，请写地区的名称、路径或代码。"
        }
    }
}

extension LocalTime {
    /// Reads `2019`, `2019-07`, `2019-07-01` or two of these joined by `..`, last included.
    func period(_ text: String) -> Range<Int64>? {
        if let dots = text.range(of: "..") {
            guard let first = period(String(text[..<dots.lowerBound])),
                let last = period(String(text[dots.upperBound...])),
                first.lowerBound < last.upperBound
            else { return nil }
            return first.lowerBound..<last.upperBound
        }
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard (1...3).contains(parts.count), let year = parts[0], (1900..<2200).contains(year),
            !parts.contains(nil)
        else { return nil }
        let month = parts.count > 1 ? parts[1] : nil
        let day = parts.count > 2 ? parts[2] : nil
        guard let first = CivilDate(year: year, month: month ?? 1, day: day ?? 1) else {
            return nil
        }
        let length: Int
        if day != nil {
            length = 1
        } else if let month {
            length = CivilDate.daysIn(month: month, ofYear: year)
        } else {
            length = (1...12).reduce(0) { $0 + CivilDate.daysIn(month: $1, ofYear: year) }
        }
        let number = first.dayNumber
        return startOfDay(number: number)..<startOfDay(number: number + length)
    }
}

/// The answer to a ``CompareQuery``.
public struct Comparison: Sendable {
    /// One row: how often on each side, and what that means.
    public struct Row: Sendable {
        /// What the row stands for; parts of crossed dimensions are joined by " × ".
        public let key: String
        /// Messages of the first side.
        public let a: Int
        /// Messages of the second side.
        public let b: Int
        /// Rate of b against the rate of a, and its 95 % interval.
        public let ratio: RateRatio
        /// Difference of the rates.
        public let change: Double
        /// Its share of the difference of all; shares add up to 1.
        public let contribution: Double
        /// For words the z value of the log-odds, positive for those of b.
        public let z: Double?
    }

    /// Rows with the largest differences first; those of a dimension add up to the total.
    public let rows: [Row]
    /// All messages.
    public let total: Row
    /// What rates are per: days of each side, or 1.
    public let exposure: (a: Double, b: Double)
}

/// The ratio of two Poisson rates with a score interval.
///
/// Given the sum of both counts, the second is binomial; Wilson's interval for its share is turned
/// into one for the ratio.
public struct RateRatio: Sendable {
    /// The ratio; infinite if the first count is 0.
    public let value: Double
    /// Lower bound at 95 %.
    public let lower: Double
    /// Upper bound at 95 %.
    public let upper: Double

    private static let z = 1.959964

    /// Compares counts over exposures, such as days.
    public init(_ a: Int, _ b: Int, exposure: (a: Double, b: Double)) {
        let scale = exposure.a / exposure.b
        let total = Double(a + b)
        guard total > 0 else {
            value = .nan
            lower = 0
            upper = .infinity
            return
        }
        let share = Double(b) / total
        let squared = Self.z * Self.z
        let middle = share + squared / (2 * total)
        let spread =
            Self.z * (share * (1 - share) / total + squared / (4 * total * total)).squareRoot()
        let bounds = [middle - spread, middle + spread].map {
            min(max($0 / (1 + squared / total), 0), 1)
        }
        value = share / (1 - share) * scale
        lower = bounds[0] / (1 - bounds[0]) * scale
        upper = bounds[1] / (1 - bounds[1]) * scale
    }
}

extension CompareQuery.Dimension {
    /// Reads `category`, `region`, both joined by a comma, or `word`; `cat` is short for category.
    public static func list(_ text: String) -> [Self]? {
        let names = text.split(separator: ",").map { $0 == "cat" ? "category" : String($0) }
        let dimensions = names.compactMap(Self.init(rawValue:))
        guard !dimensions.isEmpty, dimensions.count == names.count,
            Set(dimensions).count == names.count, !dimensions.contains(.word) || names.count == 1
        else { return nil }
        return dimensions
    }
}
