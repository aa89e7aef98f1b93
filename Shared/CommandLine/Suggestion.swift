/// The known word that a mistyped one most likely means; nil where none is similar.
///
/// Similar means an edit distance (insertions, deletions, substitutions, swaps of neighbours) of at most a third of the
/// word's length in bytes, but of 1 to 3 whatever the length.
package func suggestion(for word: String, among known: [String]) -> String? {
  let typed = Array(word.utf8)
  let bound = min(3, max(1, typed.count / 3))
  var best: (word: String, distance: Int)?
  for candidate in known {
    let distance = editDistance(typed, Array(candidate.utf8))
    if distance <= bound, distance < best?.distance ?? .max { best = (candidate, distance) }
  }
  return best?.word
}

/// The optimal string alignment distance.
private func editDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
  var beforeLast: [Int] = []
  var last = Array(0...right.count)
  for i in 0..<left.count {
    var row = [i + 1]
    for j in 0..<right.count {
      var cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (left[i] == right[j] ? 0 : 1))
      if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] { cost = min(cost, beforeLast[j - 1] + 1) }
      row.append(cost)
    }
    beforeLast = last
    last = row
  }
  return last[right.count]
}
