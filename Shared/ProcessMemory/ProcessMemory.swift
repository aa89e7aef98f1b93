import CMalloc
import Glibc

/// Settings of the C library's allocator. They change speed and memory use, never results.
///
/// Call them when the process starts, before it has other threads.
package enum ProcessMemory {
  /// The size of a large page on the processors that Beacon runs on.
  private static let largePage: UInt = 2 << 20

  /// For a command that reads tens of megabytes of tables and ends: makes the heap grow in large pages by `bytes` (at
  /// most 1 GiB) at once and never shrink, so that memory which one table no longer needs serves the next.
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

  /// For a service whose threads hand records to each other: limits the process to `count` heaps, which its threads
  /// share. If each thread had its own heap, memory that one thread frees would be of no use to the next.
  package static func shareHeaps(_ count: Int32) { mallopt(M_ARENA_MAX, count) }
}
