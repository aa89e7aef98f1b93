import CommandLine
import JSONCoding

extension Console {
  /// Whether to print JSON lines: if `--json` is given, or if the output is not a terminal and `--text` is not given.
  func printsJSON(_ arguments: Arguments) -> Bool {
    arguments[CommonOptions.json] || !output.isTerminal && !arguments[CommonOptions.text]
  }

  func printJSON(_ value: some JSONEncodable) {
    printJSONLine(value.jsonBytes())
  }

  /// Prints `line`, one JSON value without a line break, on a separate line.
  func printJSONLine(_ line: [UInt8]) {
    guard output.isTerminal else {
      output.write(line + [UInt8(ascii: "\n")])
      return
    }
    output.printLine(terminalJSON(String(decoding: line, as: UTF8.self)))
  }
}
