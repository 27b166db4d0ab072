public import ArgumentParser
public import Tingfeng
public import TingfengStore
public import TingfengText

// Types of the library that stand on the command line as they are written in the contract.
extension AccessToken.Role: ExpressibleByArgument {}
extension Handling.Label: ExpressibleByArgument {}
extension HotQuery.Dimension: ExpressibleByArgument {}
extension HotQuery.Metric: ExpressibleByArgument {}
extension RepeatQuery.Order: ExpressibleByArgument {}
extension RepeatQuery.Sameness: ExpressibleByArgument {}
extension Incident.State: ExpressibleByArgument {}
extension IngestOptions.Arrival: ExpressibleByArgument {}
extension IngestOptions.Conflict: ExpressibleByArgument {}
extension LineTokenizer.Mode: ExpressibleByArgument {}
extension Language: ExpressibleByArgument {}
extension OutputFormat: ExpressibleByArgument {}
extension ReaderOptions.Encoding: ExpressibleByArgument {}
extension ReaderOptions.Format: ExpressibleByArgument {}
extension SearchQuery.Order: ExpressibleByArgument {}
extension Severity: ExpressibleByArgument {}
extension Tokenizer.Engine: ExpressibleByArgument {}
extension UserWords.Strength: ExpressibleByArgument {}
extension Trend.Bin: ExpressibleByArgument {}

extension MaxBad: ExpressibleByArgument {
    /// Reads `1%`, `0.01` or `25`.
    public init?(argument: String) {
        self.init(argument)
    }

    /// How help shows the default.
    public var defaultValueDescription: String {
        switch self {
        case .share(let share): "\(Int((share * 100).rounded()))%"
        case .rows(let rows): "\(rows)"
        }
    }
}
