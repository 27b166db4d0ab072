/// The part of a stream that is being looked at: bytes are added at the end, taken from the front,
/// and never more of them are held than the caller asks for (plus one chunk).
final class ByteWindow {
    static let chunk = 1 << 18

    private let input: any ByteInput
    // Raw memory, so that the room for a chunk need not be cleared before it is read into. Owned by
    // this object alone; pointers to it live no longer than a call of `withBytes`.
    private var storage = UnsafeMutableRawBufferPointer.allocate(byteCount: chunk, alignment: 1)
    private var start = 0
    private var end = 0
    /// Offset in the stream of the first byte of the window.
    private(set) var offset = 0
    /// Whether the stream has nothing beyond the window.
    private(set) var isLast = false

    init(_ input: any ByteInput) {
        self.input = input
    }

    deinit {
        storage.deallocate()
    }

    var count: Int { end - start }

    /// Adds up to one chunk; returns false at the end of the stream.
    @discardableResult
    func fill() throws(ReaderError) -> Bool {
        guard !isLast else { return false }
        makeRoom()
        let room = UnsafeMutableRawBufferPointer(rebasing: storage[end...].prefix(Self.chunk))
        let added = try input.read(into: room)
        end += added
        isLast = added == 0
        return !isLast
    }

    /// Moves the window to the front of its memory, or to twice the memory if it is more than half
    /// full.
    private func makeRoom() {
        let count = count
        let held = UnsafeRawBufferPointer(rebasing: storage[start..<end])
        if count * 2 <= storage.count {
            storage.copyMemory(from: held)
        } else {
            let larger = UnsafeMutableRawBufferPointer.allocate(
                byteCount: storage.count * 2,
                alignment: 1
            )
            larger.copyMemory(from: held)
            storage.deallocate()
            storage = larger
        }
        start = 0
        end = count
    }

    /// Fills until the window holds `wanted` bytes or the stream ends.
    func require(_ wanted: Int) throws(ReaderError) {
        while count < wanted, try fill() {}
    }

    /// Takes bytes from the front.
    func consume(_ taken: Int) {
        precondition(taken <= count, "only what the window holds can be taken")
        start += taken
        offset += taken
    }

    /// The bytes of the window, index 0 at its front.
    func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        let held = UnsafeRawBufferPointer(rebasing: storage[start..<end])
        return held.withMemoryRebound(to: UInt8.self, body)
    }
}

extension ByteWindow: ByteInput {
    /// Hands on what was looked at but not taken, then the rest of the stream.
    func read(into target: UnsafeMutableRawBufferPointer) throws(ReaderError) -> Int {
        guard count > 0 else { return isLast ? 0 : try input.read(into: target) }
        let taken = min(target.count, count)
        target.copyMemory(from: UnsafeRawBufferPointer(rebasing: storage[start...].prefix(taken)))
        consume(taken)
        return taken
    }
}
