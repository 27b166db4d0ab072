import TingfengText

/// A stream converted to UTF-8; bytes that mean nothing become 0xFF.
final class TranscodedInput: ByteInput {
    private let source: ByteWindow
    private let decoder: TextDecoder
    private var ready: [UInt8] = []
    private var position = 0
    private var isFinished = false

    init(_ source: ByteWindow, decoder: TextDecoder) {
        self.source = source
        self.decoder = decoder
    }

    func read(into target: UnsafeMutableRawBufferPointer) throws(ReaderError) -> Int {
        while position == ready.count, !isFinished { try convert() }
        let count = min(target.count, ready.count - position)
        ready.withUnsafeBytes { bytes in
            target.copyMemory(
                from: UnsafeRawBufferPointer(rebasing: bytes[position...].prefix(count))
            )
        }
        position += count
        return count
    }

    private func convert() throws(ReaderError) {
        ready.removeAll(keepingCapacity: true)
        position = 0
        if source.count == 0 { try source.fill() }
        isFinished = source.count == 0
        let taken = source.count
        source.withBytes { decoder.append($0, isLast: isFinished, to: &ready) }
        source.consume(taken)
    }
}
