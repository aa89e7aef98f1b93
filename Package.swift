// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [.treatAllWarnings(as: .error)]

/// A Swift module at `path`; its tests, where it has some, stand in `Tests/<name>Tests`.
func module(_ name: String, at path: String, uses: [Target.Dependency] = [], excluding: [String] = []) -> Target {
  .target(name: name, dependencies: uses, path: path, exclude: excluding, swiftSettings: strict)
}

func shared(_ name: String, uses: [Target.Dependency] = [], excluding: [String] = []) -> Target {
  module(name, at: "Shared/\(name)", uses: uses, excluding: excluding)
}

func tests(_ name: String, uses: [Target.Dependency] = [], excluding: [String] = []) -> Target {
  .testTarget(name: name, dependencies: uses, path: "Tests/\(name)", exclude: excluding, swiftSettings: strict)
}

func library(_ name: String, pkgConfig: String? = nil, debian: String) -> Target {
  .systemLibrary(name: name, path: "Shared/\(name)", pkgConfig: pkgConfig, providers: [.apt([debian])])
}

/// Debian's C libraries, each behind the one module that may see it.
let cLibraries: [Target] = [
  library("CLibcrypto", pkgConfig: "libcrypto", debian: "libssl-dev"),
  library("CSQLite", pkgConfig: "sqlite3", debian: "libsqlite3-dev"),
]

let sharedModules: [Target] = [
  shared("Digest", uses: ["CLibcrypto"]),
  shared("Models", uses: ["Digest"]),
]

let package = Package(
  name: "beacon",
  targets: cLibraries + sharedModules,
  swiftLanguageModes: [.v6],
  cxxLanguageStandard: .cxx17
)
