extension Sequence {
  /// The first `count` elements in the order of `precedes`, found without sorting the rest; `precedes` should be a
  /// strict total order.
  func leading(_ count: Int, by precedes: (Element, Element) -> Bool) -> [Element] {
    var leading: [Element] = []
    leading.reserveCapacity(count + 1)
    for element in self {
      if leading.count == count, let last = leading.last, !precedes(element, last) { continue }
      let place = leading.firstIndex { precedes(element, $0) } ?? leading.count
      leading.insert(element, at: place)
      if leading.count > count { leading.removeLast() }
    }
    return leading
  }
}
