import Foundation
import Testing

@Suite struct DeploymentTests {
  private func text(_ file: String) throws -> String {
    try String(contentsOfFile: "\(checkout)/\(file)", encoding: .utf8)
  }

  @Test("deploy/packages lists the Debian package of every library that Package.swift names")
  func packages() throws {
    let listed = Set(try text("deploy/packages").split(separator: "\n").filter { !$0.hasPrefix("#") }.map(String.init))
    let package = try text("Package.swift")
    let named = package.matches(of: /debian: "([^"]+)"/).map { String($0.1) }
    let linked = package.matches(of: /linkedLibrary\("([^"]+)"\)/).map { "lib\($0.1)-dev" }
    #expect(!named.isEmpty)
    #expect(listed == Set(named + linked + ["pkg-config"]))
  }
}
