package enum LogLevel: String, Hashable, Sendable, CaseIterable, Comparable {
  case debug, info, warning, error

  package static func < (left: LogLevel, right: LogLevel) -> Bool { left.rank < right.rank }

  private var rank: Int {
    switch self {
    case .debug: 0
    case .info: 1
    case .warning: 2
    case .error: 3
    }
  }
}

/// Something that a program reports. Each program lists its events as static members of one catalogue, so that people
/// know beforehand what they can search for.
package struct LogEvent: Sendable {
  /// In lower case with underscores: `batch_committed`.
  package let name: StaticString
  package let level: LogLevel
  /// The message for the person who runs the program.
  package let summary: StaticString

  package init(_ name: StaticString, _ level: LogLevel, _ summary: StaticString) {
    self.name = name
    self.level = level
    self.summary = summary
  }
}

/// One field of an event. The name contains no character that JSON escapes.
package struct LogField: Sendable {
  package enum Value: Hashable, Sendable {
    case text(String)
    case integer(Int)
    /// A finite number.
    case number(Double)
  }

  package let name: StaticString
  package let value: Value

  package static func text(_ name: StaticString, _ value: String) -> LogField {
    LogField(name: name, value: .text(value))
  }

  package static func integer(_ name: StaticString, _ value: Int) -> LogField {
    LogField(name: name, value: .integer(value))
  }

  package static func number(_ name: StaticString, _ value: Double) -> LogField {
    LogField(name: name, value: .number(value))
  }
}
