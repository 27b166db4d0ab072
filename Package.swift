// swift-tools-version:6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

// Top-level folders that are not part of the target `Tingfeng`, whose root is the package root so
// that `dictionaries/` and `models/` can be its resources (SwiftPM does not follow symlinks).
let outsideTingfeng = [
    "Sources/CICU", "Sources/CZip", "Sources/CZlib", "Sources/CCrypto",
    "Sources/CXlsxWriter", "Sources/CFactors", "Sources/CPairs",
    "Sources/TingfengText", "Sources/TingfengLabels", "Sources/TingfengTrends",
    "Sources/TingfengStore", "Sources/TingfengServer", "Sources/TingfengCLI", "Tests", "benchmarks",
    "docs", "sample", "quickstart", "README.md", "README.zh-CN.md", "LICENSE", "CHANGELOG.md",
]

// Our own loops in C: tested beside what calls them.
let loops: [String: Target.Dependency] = [
    "TingfengText": "CPairs", "TingfengLabels": "CFactors",
]

// Files that tests read where they lie.
let testFiles = [
    "TingfengText": ["Fixtures/hotline_floor.seg"],
    "TingfengLabels": ["Fixtures/messages_by_category.jsonl"],
    "TingfengCLI": ["Snapshots"],
]

let package = Package(
    name: "tingfeng",
    products: [
        .executable(name: "tingfeng", targets: ["TingfengCLI"]),
        .library(name: "Tingfeng", targets: ["Tingfeng"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        // C libraries behind opaque headers: no type of theirs is visible to Swift.
        .target(
            name: "CICU",
            linkerSettings: [
                .linkedLibrary("icui18n"), .linkedLibrary("icuuc"), .linkedLibrary("icudata"),
            ]
        ),
        .target(name: "CZip", linkerSettings: [.linkedLibrary("zip")]),
        .target(name: "CZlib", linkerSettings: [.linkedLibrary("z")]),
        .target(name: "CCrypto", linkerSettings: [.linkedLibrary("crypto")]),
        .target(name: "CXlsxWriter", linkerSettings: [.linkedLibrary("xlsxwriter")]),
        // Loops of ours that need prefetching and the widest registers of the machine.
        .target(name: "CFactors"),
        .target(name: "CPairs"),

        // The flow: text → labels, counts → library → store → server, command line.
        .target(name: "TingfengText", dependencies: ["CICU", "CPairs"], swiftSettings: settings),
        .target(
            name: "TingfengLabels",
            dependencies: ["CFactors", "TingfengText"],
            swiftSettings: settings
        ),
        .target(name: "TingfengTrends", swiftSettings: settings),
        .target(
            name: "Tingfeng",
            dependencies: [
                "TingfengText", "TingfengLabels", "TingfengTrends", "CZip", "CZlib", "CCrypto",
                "CXlsxWriter",
                .product(name: "Yams", package: "Yams"),
            ],
            path: ".",
            exclude: outsideTingfeng,
            sources: ["Sources/Tingfeng"],
            resources: [.copy("dictionaries"), .copy("models")],
            swiftSettings: settings
        ),
        .target(
            name: "TingfengStore",
            dependencies: ["Tingfeng", .product(name: "GRDB", package: "GRDB.swift")],
            swiftSettings: settings
        ),
        .target(
            name: "TingfengServer",
            dependencies: [
                "Tingfeng", "TingfengStore", "TingfengText", "TingfengLabels", "TingfengTrends",
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Mustache", package: "swift-mustache"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            swiftSettings: settings
        ),
        .executableTarget(
            name: "TingfengCLI",
            dependencies: [
                "Tingfeng", "TingfengStore", "TingfengServer",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: settings
        ),
        // Makes the sample stream; not shipped.
        .executableTarget(
            name: "SampleCity",
            path: "sample",
            exclude: ["README.md", "check", "city", "kernels"],
            sources: ["Sources/SampleCity"],
            resources: [],
            swiftSettings: settings
        ),
    ]
        + [
            "TingfengText", "TingfengLabels", "TingfengTrends", "Tingfeng", "TingfengStore",
            "TingfengServer", "TingfengCLI",
        ].map { name in
            .testTarget(
                name: "\(name)Tests",
                dependencies: [.target(name: name)] + (loops[name].map { [$0] } ?? []),
                exclude: testFiles[name] ?? [],
                swiftSettings: settings
            )
        }
)
