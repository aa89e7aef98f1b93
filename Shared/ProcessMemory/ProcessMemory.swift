import CMalloc
import Glibc

/// How the C library gives this process its memory. Both are hints: without them everything works the same.
///
/// Called at the start, before other threads.
package enum ProcessMemory {
  /// The size of a large page on the processors that Beacon runs on.
  private static let largePage: UInt = 2 << 20

  /// For a command that reads tens of megabytes of tables, works and ends: takes so many bytes at once and asks the
  /// system for large pages, so that it neither gives memory out in thousands of pages nor takes back and clears what
  /// one table no longer needs and the next one does. `bytes` is at most 1 GiB.
  package static func reserveForTables(bytes: Int32) {
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

  /// For a service whose threads hand records to each other: they share so many heaps. With one for each thread, what
  /// one thread has freed is of no use to the next.
  package static func shareHeaps(_ count: Int32) { mallopt(M_ARENA_MAX, count) }
}
