/// An event injected into the stream, with the truth about it.
struct CityEvent {
    let id: String
    let name: String
    let districts: [String]
    /// Slots fixed for all its messages.
    let pinned: [String: String]
    /// The street where all of it happens; nil for anywhere in the districts.
    let street: String?
    let first: CivilDate
    /// Messages per day from the first day on.
    let counts: [Int]
    let shape: String
    var atNight = false

    var last: CivilDate { first.adding(days: counts.count - 1) }

    func count(on date: CivilDate) -> Int {
        let index = date.dayNumber - first.dayNumber
        return counts.indices.contains(index) ? counts[index] : 0
    }
}

extension CityEvent {
    static let all = [waterCut, gymClosed, nightNoise, heatingFailure, wageArrears, schoolPlaces]

    private static let waterCut = CityEvent(
        id: "water-cut",
        name: "东澜区爆管停水",
        districts: ["东澜区"],
        pinned: ["road": "东湖路"],
        street: nil,
        first: CivilDate(year: 2025, month: 8, day: 13),
        counts: [41],
        shape: "burst"
    )

    private static let gymClosed = CityEvent(
        id: "gym-closed",
        name: "燃力方舟健身馆关门跑路",
        districts: ["望浦区"],
        pinned: [:],
        street: "科教园街道",
        first: CivilDate(year: 2025, month: 10, day: 21),
        counts: [6],
        shape: "novel"
    )

    private static let nightNoise = CityEvent(
        id: "night-noise",
        name: "观澜一品旁工地夜间施工",
        districts: ["东澜区"],
        pinned: ["estate": "观澜一品", "road": "望澜路"],
        street: "滨澜新城街道",
        first: CivilDate(year: 2025, month: 11, day: 3),
        counts: [1, 0, 1, 1, 1, 2, 1, 2, 2, 2, 3, 2, 3, 4, 3, 4, 5, 4, 5, 6, 6],
        shape: "ramp",
        atNight: true
    )

    private static let heatingFailure = CityEvent(
        id: "heating-failure",
        name: "寒潮中热源故障暖气不热",
        districts: ["西栎区", "北岚区", "望浦区"],
        pinned: [:],
        street: nil,
        first: CivilDate(year: 2026, month: 1, day: 19),
        counts: [9, 24, 31, 17, 8],
        shape: "wave"
    )

    private static let wageArrears = CityEvent(
        id: "wage-arrears",
        name: "宝瑞电子厂拖欠工资",
        districts: ["望浦区"],
        pinned: ["company": "宝瑞电子厂"],
        street: "沙埠镇",
        first: CivilDate(year: 2026, month: 1, day: 26),
        counts: [3, 4, 6, 5, 7, 6, 3, 2, 5, 4],
        shape: "plateau"
    )

    private static let schoolPlaces = CityEvent(
        id: "school-places",
        name: "东澜区入学新政多校划片",
        districts: ["东澜区"],
        pinned: [:],
        street: nil,
        first: CivilDate(year: 2026, month: 4, day: 20),
        counts: [7, 6, 5, 4, 4, 2, 2]
            + Array(repeating: [4, 3, 3, 3, 3, 1, 1], count: 6).flatMap { $0 },
        shape: "step"
    )
}
