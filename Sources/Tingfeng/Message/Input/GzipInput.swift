import CZlib

/// A gzip stream unpacked, member after member.
final class GzipInput: ByteInput {
    private let path: String
    private let packed: ByteWindow
    private let inflater: OpaquePointer
    private var isInsideMember = false

    init(_ packed: ByteWindow, path: String) throws(ReaderError) {
        guard let inflater = czlib_inflater_open() else {
            throw .unreadable(path: path, reason: "内存不足")
        }
        self.inflater = inflater
        self.packed = packed
        self.path = path
    }

    deinit {
        czlib_inflater_close(inflater)
    }

    func read(into target: UnsafeMutableRawBufferPointer) throws(ReaderError) -> Int {
        while true {
            if packed.count == 0, try !packed.fill() {
                guard !isInsideMember else { throw .damaged(path: path, part: nil) }
                return 0
            }
            let step = packed.withBytes { bytes in
                czlib_inflate(
                    inflater,
                    bytes.baseAddress,
                    Int64(bytes.count),
                    target.assumingMemoryBound(to: UInt8.self).baseAddress,
                    Int64(target.count)
                )
            }
            packed.consume(Int(step.consumed))
            guard step.state != CZLIB_DAMAGED else { throw .damaged(path: path, part: nil) }
            isInsideMember = step.state != CZLIB_MEMBER_END
            if step.produced > 0 { return Int(step.produced) }
        }
    }
}
