import CommandLine
import JSONCoding

extension Console {
  /// Text on a terminal, JSON lines elsewhere, unless `--text` or `--json` says otherwise.
  func printsJSON(_ arguments: Arguments) -> Bool {
    arguments[CommonOptions.json] || !output.isTerminal && !arguments[CommonOptions.text]
  }

  func printJSON(_ value: some JSONEncodable) {
    printJSONLine(value.jsonBytes())
  }

  /// `line` is one JSON value without a line break.
  func printJSONLine(_ line: [UInt8]) {
    guard output.isTerminal else {
      output.write(line + [UInt8(ascii: "\n")])
      return
    }
    output.printLine(terminalJSON(String(decoding: line, as: UTF8.self)))
  }
}
