import Models
import Testing

@Suite("Partitioning index") struct PartitioningIndexTests {
  @Test(
    "it is what a search from the start finds: the first index of the second part, or the end if that part is empty")
  func first() {
    for count in 0...20 {
      let numbers = Array(0..<count).map { $0 * 2 }
      for bound in -1...41 {
        let expected = numbers.firstIndex { $0 >= bound } ?? numbers.count
        #expect(numbers.partitioningIndex { $0 >= bound } == expected)
        let slice = numbers.dropFirst()
        #expect(slice.partitioningIndex { $0 >= bound } == slice.firstIndex { $0 >= bound } ?? slice.endIndex)
      }
    }
  }
}
