import ReferenceData
import TextAnalysis

/// Which of an article's place names may lie near each other: a grid with cells of half a degree (about 55 km north to
/// south), in which places in the same or adjacent cells are near.
struct PlaceGrid {
  /// The most names of an article that are considered, as each name takes one bit of a `UInt64`.
  private static let mostNames = 64
  private var names: [Int32: UInt64] = [:]
  /// Whether a cell may be in `names`, by a hash of the cell; avoids most look-ups, as most places have no neighbours.
  private var isTaken: [Bool] = Array(repeating: false, count: 1024)
  private var nameCount = 0
  private var bits: [Int: UInt64] = [:]

  /// Adds a name by its candidates, indices into `entries`. The first candidate identifies the name, so a repeated name
  /// is ignored.
  mutating func add(_ candidates: [Int], entries: [Gazetteer.Entry]) {
    guard let first = candidates.first, bits[first] == nil, nameCount < Self.mostNames else { return }
    let bit = UInt64(1) << UInt64(nameCount)
    nameCount += 1
    bits[first] = bit
    for candidate in candidates where entries[candidate].hasPosition {
      let cell = Self.cell(entries[candidate])
      names[cell, default: 0] |= bit
      isTaken[Self.slot(cell)] = true
    }
  }

  /// The number of other names that have a candidate near this one.
  func neighbours(of candidate: Int, among candidates: [Int], entries: [Gazetteer.Entry]) -> Int {
    guard nameCount > 1, entries[candidate].hasPosition, let first = candidates.first else { return 0 }
    let centre = Self.cell(entries[candidate])
    var near: UInt64 = 0
    for row in Int32(-1)...1 {
      for column in Int32(-1)...1 {
        let cell = centre + row * 1024 + column
        if isTaken[Self.slot(cell)] { near |= names[cell] ?? 0 }
      }
    }
    return (near & ~(bits[first] ?? 0)).nonzeroBitCount
  }

  private static func slot(_ cell: Int32) -> Int { Int(cell ^ cell >> 10) & 1023 }

  private static func cell(_ entry: Gazetteer.Entry) -> Int32 {
    Int32((entry.latitude * 2).rounded(.down)) * 1024 + Int32((entry.longitude * 2).rounded(.down))
  }
}
