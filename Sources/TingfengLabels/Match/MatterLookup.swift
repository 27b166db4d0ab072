/// The terms of the message at hand by cell.
///
/// Each remembered message then costs one look per term of its own; merging two sorted lists
/// mispredicts at every step. Open addressing in 16 KB, which stay in the nearest cache.
struct MatterLookup: Sendable {
    private static let size = 4_096

    private var slots = [UInt32](repeating: 0, count: size)

    /// Puts in the terms of a message; take them out again before the next.
    mutating func put(_ terms: UnsafeBufferPointer<UInt32>) {
        for bits in terms {
            var place = Self.place(of: bits)
            while slots[place] != 0 { place = (place + 1) & (Self.size - 1) }
            slots[place] = bits
        }
    }

    /// Takes out what was put in.
    mutating func clear(_ terms: UnsafeBufferPointer<UInt32>) {
        for bits in terms {
            var place = Self.place(of: bits)
            while slots[place] != 0 {
                slots[place] = 0
                place = (place + 1) & (Self.size - 1)
            }
        }
    }

    /// Calls `body` with each of the terms that stands here too, and what stands here.
    @inline(__always)
    func forEachShared(
        _ terms: UnsafeBufferPointer<UInt32>,
        _ body: (_ own: UInt32, _ found: UInt32) -> Void
    ) {
        slots.withUnsafeBufferPointer { slots in
            for bits in terms {
                var place = Self.place(of: bits)
                while slots[place] != 0 {
                    if (slots[place] ^ bits) >> MatterTerm.cellShift == 0 {
                        body(bits, slots[place])
                        break
                    }
                    place = (place + 1) & (Self.size - 1)
                }
            }
        }
    }

    /// Cells are hashes already; a term is never 0, for it stands somewhere.
    @inline(__always)
    private static func place(of bits: UInt32) -> Int {
        Int(bits >> MatterTerm.cellShift) & (size - 1)
    }
}
