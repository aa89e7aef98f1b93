import CZlib

/// Reads the gzip format (RFC 1952), of one member or several.
package enum Gzip {
  package enum Failure: Error, Hashable, Sendable {
    /// Not gzip, damaged, or cut off.
    case invalid
    /// The content has more than `limit` bytes; it was not read further.
    case tooLarge(limit: Int)
  }

  package static func isCompressed(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x1F, 0x8B, 8]) }

  /// The content, of at most `limit` bytes. Bytes after the last member are ignored, as gzip itself does.
  package static func decompressed(_ bytes: [UInt8], limit: Int) throws(Failure) -> [UInt8] {
    var stream = z_stream()
    guard beacon_gzip_begin(&stream) == Z_OK else { throw .invalid }
    defer { inflateEnd(&stream) }
    var output: [UInt8] = []
    var input = bytes
    var block = [UInt8](repeating: 0, count: 1 << 16)
    let outcome = input.withUnsafeMutableBufferPointer { source -> Failure? in
      stream.next_in = source.baseAddress
      stream.avail_in = UInt32(clamping: source.count)
      while true {
        let result = block.withUnsafeMutableBufferPointer { target -> Int32 in
          stream.next_out = target.baseAddress
          stream.avail_out = UInt32(target.count)
          let result = inflate(&stream, Z_NO_FLUSH)
          output.append(contentsOf: target[..<(target.count - Int(stream.avail_out))])
          return result
        }
        if output.count > limit { return .tooLarge(limit: limit) }
        switch result {
        case Z_OK where stream.avail_in > 0 || stream.avail_out == 0: continue
        case Z_STREAM_END:
          guard stream.avail_in > 2, let next = stream.next_in, next[0] == 0x1F, next[1] == 0x8B else { return nil }
          guard inflateReset(&stream) == Z_OK else { return .invalid }
        default: return .invalid
        }
      }
    }
    if let outcome { throw outcome }
    return output
  }
}
