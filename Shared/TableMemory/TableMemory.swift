import CMalloc
import Glibc

/// The memory of a command that reads tens of megabytes of tables, works and ends.
package enum TableMemory {
  /// The size of a large page on the processors that Beacon runs on.
  private static let largePage: UInt = 2 << 20

  /// Takes so many bytes for the tables at once and asks the system for large pages, so that it neither gives memory
  /// out in thousands of pages nor takes back and clears what one table no longer needs and the next one does. It is a
  /// hint: where the system has no large pages, or not so much memory, everything works as without it.
  ///
  /// Called at the start, before other threads; `bytes` is at most 1 GiB.
  package static func reserve(bytes: Int32) {
    // Arrays of that size too come from the one block, whose end is not given back in between.
    mallopt(M_MMAP_THRESHOLD, bytes)
    mallopt(M_TRIM_THRESHOLD, bytes)
    mallopt(M_TOP_PAD, bytes)
    guard let block = malloc(Int(largePage)), let end = sbrk(0) else { return }
    defer { free(block) }
    let start = (UInt(bitPattern: block) + largePage - 1) / largePage * largePage
    guard start < UInt(bitPattern: end) else { return }
    madvise(UnsafeMutableRawPointer(bitPattern: start), Int(UInt(bitPattern: end) - start), Int32(MADV_HUGEPAGE))
  }
}
