import DelimitedText
import JSONCoding
import Models

/// A row of an export: named cells in order, and its position, if known.
struct ExportRow {
  enum Cell {
    case text(String)
    case number(Double)
    case count(Int)
    case none
  }

  private(set) var cells: [(name: StaticString, cell: Cell)] = []
  /// In degrees (WGS 84); nil if unknown.
  var position: (latitude: Double, longitude: Double)?

  mutating func add(_ name: StaticString, _ text: String?) { cells.append((name, text.map { .text($0) } ?? .none)) }
  mutating func add(_ name: StaticString, _ number: Double?) {
    cells.append((name, number.map { .number($0) } ?? .none))
  }
  mutating func add(_ name: StaticString, _ count: Int?) { cells.append((name, count.map { .count($0) } ?? .none)) }
  mutating func add(_ name: StaticString, _ words: [String]) { add(name, words.joined(separator: " ")) }
}

/// The forms of an export.
enum ExportFormat: String, CaseIterable {
  case csv, jsonl, geojson
}

/// Writes rows in one form, one after the other.
struct ExportWriter {
  private let format: ExportFormat
  private let print: (String) -> Void
  private var count = 0

  init(_ format: ExportFormat, print: @escaping (String) -> Void) {
    self.format = format
    self.print = print
  }

  mutating func write(_ row: ExportRow) {
    switch format {
    case .csv:
      if count == 0 { print(row.cells.map { "\($0.name)" }.joined(separator: ",") + "\r\n") }
      print(row.cells.map { Self.field($0.cell) }.joined(separator: ",") + "\r\n")
    case .jsonl:
      print(Self.properties(row) + "\n")
    case .geojson:
      print(count == 0 ? #"{"type":"FeatureCollection","features":["# + "\n" : ",\n")
      let geometry =
        row.position.map { #"{"type":"Point","coordinates":[\#($0.longitude),\#($0.latitude)]}"# } ?? "null"
      print(#"{"type":"Feature","geometry":\#(geometry),"properties":\#(Self.properties(row))}"#)
    }
    count += 1
  }

  mutating func finish() {
    guard format == .geojson else { return }
    print(count == 0 ? #"{"type":"FeatureCollection","features":[]}"# + "\n" : "\n]}\n")
  }

  private static func properties(_ row: ExportRow) -> String {
    var json = JSONWriter()
    json.beginObject()
    for (name, cell) in row.cells {
      switch cell {
      case .text(let text): json.field(name, text)
      case .number(let number): json.field(name, number)
      case .count(let count): json.field(name, count)
      case .none: continue
      }
    }
    json.endObject()
    return String(decoding: json.bytes, as: UTF8.self)
  }

  /// A field of a CSV file. Text that a spreadsheet would take for a formula is preceded by an apostrophe.
  private static func field(_ cell: ExportRow.Cell) -> String {
    switch cell {
    case .text(let text):
      let isFormula = text.utf8.first.map { "=+-@\t\r".utf8.contains($0) } ?? false
      return DelimitedText.field(isFormula ? "'" + text : text)
    case .number(let number): return number.description
    case .count(let count): return count.description
    case .none: return ""
    }
  }
}
