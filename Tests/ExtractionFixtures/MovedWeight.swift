import Testing

/// A row of a table of weights, another value of it, and a text whose facts that value changes.
package struct MovedWeight: Sendable, CustomTestStringConvertible {
  package let row: String
  package let value: String
  package let title: String?
  package let text: String

  package init(_ row: String, _ value: String, title: String? = nil, _ text: String) {
    (self.row, self.value, self.title, self.text) = (row, value, title, text)
  }

  package var testDescription: String { "\(row) \(value)" }
}
