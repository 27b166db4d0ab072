/// The everyday kernels with their weights; a day's deck depends on the season.
struct KernelDeck {
    /// Share of each level-1 class in the everyday stream, in percent.
    private static let classShares: [String: Double] = [
        "城乡建设": 31, "劳动和社会保障": 10, "教育文体": 8.5, "环境保护": 7.5, "政法": 8, "卫生计生": 6,
        "交通运输": 6, "商贸旅游": 7.5, "农村农业": 5, "民政": 3, "国土资源": 2, "经济管理": 2, "纪检监察": 1,
        "党务政务": 1, "科技与信息产业": 1.5,
    ]

    private let kernels: [Kernel]
    private let weights: [Double]

    init(_ kernels: [Kernel]) {
        let everyday = kernels.filter { $0.event == nil }
        let sizes = Dictionary(grouping: everyday, by: \.levelOne).mapValues(\.count)
        self.kernels = everyday
        weights = everyday.map { kernel in
            (Self.classShares[kernel.levelOne] ?? 0) / Double(sizes[kernel.levelOne] ?? 1)
        }
    }

    func draw(on date: CivilDate, _ random: inout SplitMix64) -> Kernel {
        let seasonal = zip(kernels, weights).map { $0.1 * $0.0.season.factor(on: date) }
        return kernels[random.index(weights: seasonal)]
    }
}
