/// The categories that a model knows, as a tree in breadth-first order; siblings stand together.
struct CategoryTree: Sendable, Equatable {
    struct Node: Sendable, Equatable {
        var name: String
        var children: Range<Int>
    }

    /// Node 0 is the root and has no name.
    private(set) var nodes: [Node]
    /// Number of steps from the root to each node.
    private var levels: [Int] = []
    private var parents: [Int] = []
    /// The children of each node, without its name: what walks over the whole tree read.
    private(set) var families: [Range<Int32>] = []
    /// The node behind the last one of each level.
    private var ends: [Int] = []

    /// Builds the tree of the given paths; siblings are in the order of their UTF-8 bytes.
    init(paths: [[String]]) {
        nodes = [Node(name: "", children: 0..<0)]
        var pending: [(node: Int, paths: [ArraySlice<String>])] = [(0, paths.map { $0[...] })]
        var next = 0
        while next < pending.count {
            let (node, paths) = pending[next]
            next += 1
            let groups = Dictionary(grouping: paths.filter { !$0.isEmpty }) { $0[$0.startIndex] }
            let names = groups.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
            nodes[node].children = nodes.count..<nodes.count + names.count
            for name in names {
                pending.append((nodes.count, groups[name, default: []].map { $0.dropFirst() }))
                nodes.append(Node(name: name, children: 0..<0))
            }
        }
        link()
    }

    init(nodes: [Node]) {
        self.nodes = nodes
        link()
    }

    /// Returns the level of a node: 0 for the root, 1 for level-1 categories.
    func level(of node: Int) -> Int { levels[node] }

    /// The node behind the last one of a level; nodes stand level by level.
    func end(ofLevel level: Int) -> Int { ends.indices.contains(level) ? ends[level] : nodes.count }

    /// Returns the node above; the root is above itself.
    func parent(of node: Int) -> Int { parents[node] }

    /// Returns the nodes from level 1 down to a node.
    func way(to node: Int) -> [Int] {
        var way = [node]
        while let first = way.first, parents[first] != 0 { way.insert(parents[first], at: 0) }
        return node == 0 ? [] : way
    }

    private mutating func link() {
        levels = [Int](repeating: 0, count: nodes.count)
        parents = levels
        families = nodes.map { Int32($0.children.lowerBound)..<Int32($0.children.upperBound) }
        for (number, node) in nodes.enumerated() {
            for child in node.children {
                levels[child] = levels[number] + 1
                parents[child] = number
            }
        }
        ends = (0...(levels.last ?? 0)).map { level in
            levels.lastIndex(of: level).map { $0 + 1 } ?? nodes.count
        }
    }

    /// Returns the nodes on the way of a path, root left out; stops where the tree ends.
    func walk(_ path: [String]) -> [Int] {
        var node = 0
        var way: [Int] = []
        for name in path {
            guard let child = nodes[node].children.first(where: { nodes[$0].name == name }) else {
                break
            }
            way.append(child)
            node = child
        }
        return way
    }
}
