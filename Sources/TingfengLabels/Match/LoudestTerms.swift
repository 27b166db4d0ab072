/// Chooses the terms of a message that call loudest.
enum LoudestTerms {
    /// Returns the loudest terms in ascending order; of equally loud ones the first.
    ///
    /// - Complexity: O(*n*) on average: most messages have far more terms than are asked for, and
    ///   sorting them took a twentieth of the time of matching.
    static func of(_ terms: UnsafeBufferPointer<UInt32>, _ limit: Int) -> [UInt32] {
        guard terms.count > limit else { return Array(terms) }
        return withUnsafeTemporaryAllocation(of: UInt64.self, capacity: terms.count) { keys in
            MatterTerm.withCalls { calls in
                for place in terms.indices { keys[place] = key(of: terms[place], calls) }
            }
            let least = greatest(limit, of: keys)
            return MatterTerm.withCalls { calls in
                terms.filter { key(of: $0, calls) >= least }
            }
        }
    }

    /// Calls are positive, so their bits order like their values.
    @inline(__always)
    private static func key(of term: UInt32, _ calls: UnsafeBufferPointer<Float>) -> UInt64 {
        let call = calls[Int(term & MatterTerm.weightMask)]
        return UInt64(call.bitPattern) << 32 | UInt64(~term)
    }

    /// Returns the `rank`-th greatest of different keys and leaves them in another order (Hoare's
    /// selection, 1961).
    private static func greatest(_ rank: Int, of keys: UnsafeMutableBufferPointer<UInt64>) -> UInt64
    {
        var (low, high) = (0, keys.count - 1)
        while low < high {
            let pivot = keys[(low + high) / 2]
            var (left, right) = (low, high)
            while left <= right {
                while keys[left] > pivot { left += 1 }
                while keys[right] < pivot { right -= 1 }
                guard left <= right else { break }
                keys.swapAt(left, right)
                left += 1
                right -= 1
            }
            if rank - 1 <= right {
                high = right
            } else if rank - 1 >= left {
                low = left
            } else {
                break
            }
        }
        return keys[rank - 1]
    }
}
