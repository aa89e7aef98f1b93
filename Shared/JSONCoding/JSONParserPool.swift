import Synchronization

extension JSONParser {
  /// Lends `body` an idle parser from the pool, or a new one, for its exclusive use.
  package static func withShared<Result>(
    _ body: (JSONParser) throws(JSONError) -> Result
  ) throws(JSONError) -> Result {
    let parser = idle.withLock { $0.popLast() }?.parser ?? JSONParser()
    defer {
      let returned = Idle(parser: parser)
      idle.withLock { if $0.count < 8 { $0.append(returned) } }
    }
    return try body(parser)
  }

  /// `@unchecked Sendable`: only the pool refers to an idle parser, so its next user is its only one.
  private struct Idle: @unchecked Sendable {
    let parser: JSONParser
  }

  private static let idle = Mutex<[Idle]>([])
}
