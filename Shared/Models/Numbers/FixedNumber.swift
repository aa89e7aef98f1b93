/// A number rounded to `decimals` decimals, for people: `fixed(12.345, 1)` is `12.3`. `trimmed` drops zeros at the end
/// of the fraction. A number that is not finite, or too large for its last digits to be exact, is written as Swift
/// writes it.
package func fixed(_ value: Double, _ decimals: Int, trimmed: Bool = false) -> String {
  var scale = 1.0
  for _ in 0..<decimals { scale *= 10 }
  let scaled = (abs(value) * scale).rounded()
  guard scaled < 1e15 else { return value.description }
  let digits = String(Int(scaled))
  let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
  var text = String(padded.dropLast(decimals))
  var fraction = padded.suffix(decimals)
  while trimmed, fraction.last == "0" { fraction = fraction.dropLast() }
  if !fraction.isEmpty { text += "." + fraction }
  return (value < 0 && scaled > 0 ? "-" : "") + text
}

/// A number rounded to `decimals` decimals and padded on the left to `width` characters.
package func fixed(_ value: Double, _ decimals: Int, width: Int) -> String {
  let text = fixed(value, decimals)
  return String(repeating: " ", count: max(0, width - text.count)) + text
}
