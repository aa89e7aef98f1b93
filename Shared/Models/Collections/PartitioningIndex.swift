extension RandomAccessCollection {
  /// The first index whose element belongs to the second part, by binary search; `endIndex` where none does. The
  /// elements must be partitioned by the predicate: no element of the first part follows one of the second.
  @inlinable
  public func partitioningIndex(where belongsToSecond: (Element) throws -> Bool) rethrows -> Index {
    var low = startIndex
    var count = count
    while count > 0 {
      let half = count / 2
      let middle = index(low, offsetBy: half)
      if try belongsToSecond(self[middle]) {
        count = half
      } else {
        low = index(after: middle)
        count -= half + 1
      }
    }
    return low
  }
}
