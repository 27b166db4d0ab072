import Foundation

/// Reads `name=value&…`, as in the query of a URL and in the body of a form.
enum FormPairs {
    /// Returns the pairs in order; "+" stands for a blank, as browsers and `curl --data-urlencode`
    /// write it.
    static func parse(_ text: String) -> [(String, String)] {
        text.split(separator: "&").map { pair in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (decode(parts[0]), parts.count == 2 ? decode(parts[1]) : "")
        }
    }

    /// Bytes that are no UTF-8 stay escaped.
    private static func decode(_ text: Substring) -> String {
        let spaced = String(text.replacing("+", with: " "))
        return spaced.removingPercentEncoding ?? spaced
    }
}
