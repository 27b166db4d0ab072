/// Makes the comparable view of a stored text (规范化).
///
/// The view is one line. Every run of blanks (spaces, tabs, line breaks, U+00A0, U+3000, HTML
/// block tags) is one space, none at the ends; inline tags, controls, bidi and zero-width
/// characters leave no trace; entities are resolved. A blank between two Han characters stays one
/// space too: in real exports it is a pause or a paragraph about as often as a wrapped line, and
/// joining would make words that nobody wrote. Then width, case, compatibility forms and
/// traditional characters are folded character by character (``CharacterTables``).
///
///     let normalizer = Normalizer(tables: try CharacterTables(contentsOf: path))
///     normalizer.normalize("Ａ３區<br/>&nbsp;噪音").string  // "a3区 噪音"
///
/// Literal search runs on this view, so what it shows is what can be found.
public struct Normalizer: Sendable {
    /// The folding tables in use.
    public let tables: CharacterTables

    /// Makes a normalizer.
    public init(tables: CharacterTables) {
        self.tables = tables
    }

    /// Returns the cleaned, folded view of a text, with offsets into its UTF-8.
    ///
    /// - Complexity: O(*n*), one pass; two allocations.
    public func normalize(_ text: String) -> NormalizedText {
        view(of: text, folding: true)
    }

    /// Returns the cleaned view with case, width, punctuation and traditional characters as written.
    ///
    /// It is what tables and pages show; its offsets serve highlighting.
    public func clean(_ text: String) -> NormalizedText {
        view(of: text, folding: false)
    }

    /// The string of ``clean(_:)``.
    public func cleanedView(_ text: String) -> String {
        clean(text).string
    }

    /// Returns the text as it is, nothing cleaned or folded, as a view with offsets.
    public static func raw(_ text: String) -> NormalizedText {
        var starts: [Int32] = []
        starts.reserveCapacity(text.utf8.count + 1)
        var offset: Int32 = 0
        for scalar in text.unicodeScalars {
            starts.append(offset)
            if scalar.value > 0xFFFF { starts.append(offset) }
            offset += Int32(UTF8.width(scalar))
        }
        starts.append(offset)
        return NormalizedText(units: Array(text.utf16), starts: starts)
    }

    private func view(of text: String, folding: Bool) -> NormalizedText {
        var text = text
        return text.withUTF8 { bytes in
            // Never more units than bytes: see CharacterTablesBuilder.
            var starts: [Int32] = []
            let units = [UInt16](unsafeUninitializedCapacity: bytes.count) { units, unitCount in
                starts = [Int32](unsafeUninitializedCapacity: bytes.count + 1) { starts, count in
                    var pass = NormalizerPass(
                        bytes: bytes,
                        tables: tables,
                        folding: folding,
                        units: units,
                        starts: starts
                    )
                    pass.run()
                    unitCount = pass.count
                    count = pass.count + 1
                }
            }
            return NormalizedText(units: units, starts: starts)
        }
    }
}
