/// A finite number with so many decimals, for people: `fixed(12.345, 1)` is `12.3`.
func fixed(_ value: Double, _ decimals: Int) -> String {
  var scale = 1.0
  for _ in 0..<decimals { scale *= 10 }
  let scaled = (abs(value) * scale).rounded()
  guard scaled < 1e15 else { return value.description }
  let digits = String(Int(scaled))
  let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
  let sign = value < 0 && scaled > 0 ? "-" : ""
  return decimals == 0 ? sign + padded : sign + padded.dropLast(decimals) + "." + padded.suffix(decimals)
}

/// As above, padded on the left to a width.
func fixed(_ value: Double, _ decimals: Int, width: Int) -> String {
  let text = fixed(value, decimals)
  return String(repeating: " ", count: max(0, width - text.count)) + text
}
