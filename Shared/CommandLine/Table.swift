/// Rows in aligned columns for a person to read. Cells are made safe for a terminal.
package struct Table: Sendable {
  package enum Alignment: Sendable {
    case left, right
  }

  package struct Column: Sendable {
    package let title: String
    package let alignment: Alignment
    /// The largest width of the column; longer cells are cut with `…`.
    package let limit: Int

    package init(_ title: String, _ alignment: Alignment = .left, limit: Int = 60) {
      self.title = title
      self.alignment = alignment
      self.limit = limit
    }
  }

  package let columns: [Column]
  private var rows: [[String]] = []

  package init(_ columns: [Column]) {
    self.columns = columns
  }

  /// Adds a row, which must have as many cells as there are columns.
  package mutating func add(_ cells: String...) { add(cells) }

  package mutating func add(_ cells: [String]) {
    precondition(cells.count == columns.count, "a row has as many cells as the table has columns")
    rows.append(zip(cells, columns).map { truncated(terminalText($0), to: $1.limit) })
  }

  package func text(style: Style) -> String {
    let widths = columns.indices.map { index in
      rows.reduce(displayWidth(columns[index].title)) { max($0, displayWidth($1[index])) }
    }
    var text = style.bold(line(columns.map(\.title), widths)) + "\n"
    for row in rows { text += line(row, widths) + "\n" }
    return text
  }

  private func line(_ cells: [String], _ widths: [Int]) -> String {
    var text = ""
    for (index, cell) in cells.enumerated() {
      let padding = String(repeating: " ", count: widths[index] - displayWidth(cell))
      if index > 0 { text += "  " }
      switch columns[index].alignment {
      case .left: text += index == cells.count - 1 ? cell : cell + padding
      case .right: text += padding + cell
      }
    }
    return text
  }
}
