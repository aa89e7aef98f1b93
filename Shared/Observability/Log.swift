import JSONCoding
import Models

/// Writes events, one a line: as JSON for machines, or as text for a person at a terminal.
package struct Log: Sendable {
  package enum Form: String, Hashable, Sendable, CaseIterable {
    case json, human
  }

  /// Events below this level are not written.
  package let level: LogLevel
  package let form: Form
  private let clock: @Sendable () -> Timestamp
  private let sink: @Sendable ([UInt8]) -> Void

  /// `sink` takes one whole line with its line break at a time, from any thread.
  package init(
    level: LogLevel, form: Form, clock: @escaping @Sendable () -> Timestamp,
    sink: @escaping @Sendable ([UInt8]) -> Void
  ) {
    self.level = level
    self.form = form
    self.clock = clock
    self.sink = sink
  }

  package func write(_ event: LogEvent, _ fields: LogField...) { write(event, fields) }

  package func write(_ event: LogEvent, _ fields: [LogField]) {
    guard event.level >= level else { return }
    switch form {
    case .json: sink(jsonLine(event, fields))
    case .human: sink(Array(humanLine(event, fields).utf8))
    }
  }

  /// One line with a JSON object: `time`, `level` and `event`, then the fields in their order.
  private func jsonLine(_ event: LogEvent, _ fields: [LogField]) -> [UInt8] {
    var writer = JSONWriter(reserving: 256)
    writer.beginObject()
    writer.key("time")
    writer.write(clock().description)
    writer.key("level")
    writer.write(event.level.rawValue)
    writer.key("event")
    writer.write("\(event.name)")
    for field in fields {
      writer.key(field.name)
      switch field.value {
      case .text(let text): writer.write(text)
      case .integer(let number): writer.write(number)
      case .number(let number): writer.write(number)
      }
    }
    writer.endObject()
    writer.newline()
    return writer.bytes
  }

  /// `12:00:00 warning  what happened  name=value …`; control characters in fields are not escaped.
  private func humanLine(_ event: LogEvent, _ fields: [LogField]) -> String {
    let time = clock().description
    var line = "\(time.dropFirst(11).prefix(8)) \(event.level.rawValue)  \(event.summary)"
    for field in fields {
      switch field.value {
      case .text(let text): line += "  \(field.name)=\(text)"
      case .integer(let number): line += "  \(field.name)=\(number)"
      case .number(let number): line += "  \(field.name)=\(number)"
      }
    }
    return line + "\n"
  }
}
