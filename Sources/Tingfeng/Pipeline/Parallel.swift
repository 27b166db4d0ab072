/// Runs work over equal parts of an array on several threads; results come in the order of the
/// input, so that one thread and many give the same bytes.
public func inParallel<Input: Sendable, Output: Sendable>(
    _ items: [Input],
    threads: Int,
    _ work: @escaping @Sendable ([Input]) -> [Output]
) async -> [Output] {
    let share = max((items.count + threads - 1) / max(threads, 1), 1)
    return await withTaskGroup(of: (Int, [Output]).self) { group in
        for start in stride(from: 0, to: items.count, by: share) {
            let part = Array(items[start..<min(start + share, items.count)])
            group.addTask { (start, work(part)) }
        }
        var parts: [Int: [Output]] = [:]
        for await (start, part) in group { parts[start] = part }
        return parts.sorted { $0.key < $1.key }.flatMap(\.value)
    }
}
