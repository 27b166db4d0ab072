import Testing

@testable import TingfengText

@Suite struct BlankScalarTests {
    @Test func `white space is what Unicode calls so`() {
        let different = (UInt32(0)...0x10FFFF).compactMap(Unicode.Scalar.init)
            .filter { $0.isBlank != $0.properties.isWhitespace }
        #expect(different.isEmpty)
    }
}
