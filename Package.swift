// swift-tools-version:6.1
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

// The tests look at stores through it; cvx itself speaks to SQLite directly.
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")

// Sources/Modules.md has a paragraph on each target and the one direction data flows.
let package = Package(
    name: "cvx",
    products: [.executable(name: "cvx", targets: ["cvx"])],
    dependencies: [
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    ],
    targets: [
        .target(name: "CvxLanguage", swiftSettings: strict),
        .target(name: "CvxDomain", swiftSettings: strict),
        .target(name: "CvxServices", dependencies: ["CvxDomain"], swiftSettings: strict),
        .systemLibrary(name: "CSQLite"),
        .target(name: "CHTTPServer"),
        .target(
            name: "CvxSandbox", dependencies: ["CHTTPServer", "CvxDomain", "CvxServices"],
            swiftSettings: strict),
        .target(name: "CCurl"),
        .target(
            name: "CvxHTTP", dependencies: ["CCurl", "CvxServices"], swiftSettings: strict),
        .target(
            name: "CvxTransports", dependencies: ["CvxDomain", "CvxServices"], swiftSettings: strict),
        .target(
            name: "CvxSettings", dependencies: ["CvxLanguage", "CvxDomain", "CvxServices"],
            swiftSettings: strict),
        .target(
            name: "CvxStores", dependencies: ["CSQLite", "CvxDomain", "CvxServices"],
            swiftSettings: strict),
        .target(
            name: "CvxRuntime", dependencies: ["CvxLanguage", "CvxDomain", "CvxServices"],
            swiftSettings: strict),
        .target(
            name: "CvxCommands",
            dependencies: ["CvxLanguage", "CvxDomain", "CvxServices", "CvxRuntime"],
            swiftSettings: strict),
        .target(
            name: "CvxRender", dependencies: ["CvxLanguage", "CvxDomain"], swiftSettings: strict),
        .target(name: "CLibEdit", linkerSettings: [.linkedLibrary("edit")]),
        .target(name: "CSignals"),
        .target(
            name: "CvxLineEditor", dependencies: ["CLibEdit", "CSignals"], swiftSettings: strict),
        .target(
            name: "CvxShell",
            dependencies: [
                "CvxLanguage", "CvxDomain", "CvxServices", "CvxRuntime", "CvxCommands", "CvxRender",
                "CvxLineEditor", "CSignals",
            ], swiftSettings: strict),
        .target(
            name: "CvxEditorServer",
            dependencies: ["CvxLanguage", "CvxDomain", "CvxCommands", "CvxRender"],
            swiftSettings: strict),
        .target(
            name: "CvxTesting", dependencies: ["CvxLanguage", "CvxDomain", "CvxStores"],
            swiftSettings: strict),
        .executableTarget(
            name: "cvx",
            dependencies: [
                "CvxLanguage", "CvxDomain", "CvxServices", "CvxSettings", "CvxStores", "CvxCommands",
                "CvxRender", "CvxLineEditor", "CvxShell", "CvxTesting", "CvxEditorServer", "CvxHTTP",
                "CvxSandbox", "CvxTransports", argumentParser,
            ],
            swiftSettings: strict),
        .testTarget(
            name: "CvxLanguageTests", dependencies: ["CvxLanguage"], swiftSettings: strict),
        .testTarget(name: "CvxDomainTests", dependencies: ["CvxDomain"], swiftSettings: strict),
        .testTarget(
            name: "CvxSettingsTests",
            dependencies: ["CvxSettings", "CvxLanguage", "CvxDomain", "CvxServices"],
            swiftSettings: strict),
        .target(name: "KillVFS", path: "Tests/KillVFS", linkerSettings: [.linkedLibrary("sqlite3")]),
        .executableTarget(
            name: "JournalProbe",
            dependencies: ["KillVFS", "CSQLite", "CvxDomain", "CvxServices", "CvxStores"],
            path: "Tests/JournalProbe", swiftSettings: strict),
        .testTarget(
            name: "CvxServicesTests", dependencies: ["CvxDomain", "CvxServices"], swiftSettings: strict),
        .testTarget(
            name: "CvxHTTPTests", dependencies: ["CvxHTTP", "CvxServices", "CvxTestSupport"],
            swiftSettings: strict),
        .executableTarget(
            name: "OutboxProbe", dependencies: ["CvxDomain", "CvxServices", "CvxTransports"],
            path: "Tests/OutboxProbe", swiftSettings: strict),
        .testTarget(
            name: "CvxTransportsTests",
            dependencies: [
                "CvxTransports", "CvxDomain", "CvxServices", "CvxHTTP", "CvxTestSupport", "OutboxProbe",
            ], swiftSettings: strict),
        .testTarget(
            name: "CvxStoresTests",
            dependencies: ["CvxStores", "CSQLite", "CvxTestSupport", "JournalProbe", grdb],
            swiftSettings: strict),
        .testTarget(
            name: "CvxRuntimeTests",
            dependencies: ["CvxLanguage", "CvxDomain", "CvxRuntime", "CvxCommands", "CvxStores"],
            swiftSettings: strict),
        .testTarget(name: "CvxRenderTests", dependencies: ["CvxRender"], swiftSettings: strict),
        .testTarget(
            name: "CvxEditorServerTests", dependencies: ["CvxEditorServer"], swiftSettings: strict),
        .testTarget(
            name: "CvxTestingTests", dependencies: ["CvxTesting", "CvxLanguage"], swiftSettings: strict),
        .target(
            name: "CvxTestSupport", path: "Tests/TestSupport", swiftSettings: strict),
        .executableTarget(
            name: "LineEditorProbe", dependencies: ["CvxLineEditor", "CvxShell"],
            path: "Tests/LineEditorProbe", swiftSettings: strict),
        .testTarget(
            name: "CvxLineEditorTests",
            dependencies: ["CvxLineEditor", "CvxTestSupport", "LineEditorProbe"],
            swiftSettings: strict),
        .testTarget(
            name: "cvxTests",
            dependencies: [
                "cvx", "CvxTestSupport", "CvxTesting", "CvxLanguage", "CvxDomain", "CvxStores", "CvxRuntime",
                "CvxCommands", "CvxRender", "CvxServices", "CvxHTTP", "CvxSandbox", "CvxTransports",
                argumentParser, grdb,
            ], exclude: ["Corpus", "Editor/vscode.js"], swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)
