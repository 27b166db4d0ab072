import Foundation

/// What stands around a matter: greetings, closings, contact data, complaints about silence.
struct Phrasebook {
    private let templates: [String: [Template]]

    /// Columns: role, template.
    init(_ files: [URL]) throws {
        var templates: [String: [Template]] = [:]
        for row in try files.flatMap({ try TableFile($0, columns: 2).rows }) {
            templates[row.cells[0], default: []].append(try Template(row.cells[1]))
        }
        self.templates = templates
    }

    /// Returns up to three different sentences that say more about a matter.
    func details(
        for kernel: Kernel,
        in scene: inout Scene,
        _ random: inout SplitMix64
    ) throws -> String {
        var candidates = details(for: kernel)
        let count = min(random.pick([0, 0, 0, 1, 1, 1, 1, 2, 2, 3]), candidates.count)
        var text = ""
        for _ in 0..<count {
            let detail = candidates.remove(at: random.below(candidates.count))
            candidates.removeAll { $0.source == detail.source }
            text += try detail.render(in: &scene, &random)
        }
        return text
    }

    /// Grievances take those of their category's longest known prefix twice as often as general ones.
    private func details(for kernel: Kernel) -> [Template] {
        guard ["投诉", "求助", "举报"].contains(kernel.kind) else {
            return templates["detail.\(kernel.kind)"] ?? []
        }
        var prefix = Substring(kernel.category)
        while templates["detail.\(prefix)"] == nil, let slash = prefix.lastIndex(of: "/") {
            prefix = prefix[..<slash]
        }
        let own = templates["detail.\(prefix)"] ?? []
        return own + own + (templates["detail.*"] ?? [])
    }

    func render(
        _ role: String,
        in scene: inout Scene,
        _ random: inout SplitMix64
    ) throws -> String {
        guard let options = templates[role] else { throw SampleError.unknownSlot(role) }
        return try random.pick(options).render(in: &scene, &random)
    }
}
