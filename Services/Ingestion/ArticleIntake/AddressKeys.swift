import HostNames
import ReferenceData

/// Derives the part of a web address that all spellings for one article share: without scheme, `www`, the marks of
/// mobile and AMP editions, dot segments and a slash at the end, and with the host in ASCII.
///
/// A key only identifies an article; it is not an address to visit.
struct AddressKeys: Sendable {
  private let marks: AddressMarks

  init(_ marks: AddressMarks) { self.marks = marks }

  /// The host of a canonical address, with its port where it has one.
  func host(of address: String) -> String { String(key(of: address).prefix { $0 != "/" }) }

  /// The key of an address, which must be canonical, as `CanonicalAddress` gives it.
  func key(of address: String) -> String {
    guard let scheme = address.utf8.firstRange(of: "://".utf8) else { return address }
    var rest = address[scheme.upperBound...]
    rest = cached(rest) ?? rest
    let fragment = rest[(rest.firstIndex(of: "#") ?? rest.endIndex)...]
    rest = rest[..<fragment.startIndex]
    let slash = rest.firstIndex { $0 == "/" || $0 == "?" } ?? rest.endIndex
    let host = host(String(rest[..<slash]))
    let target = rest[slash...]
    let question = target.firstIndex(of: "?") ?? target.endIndex
    let path = path(target[..<question])
    let parameters = target[question...].dropFirst().split(separator: "&")
      .filter { !marks.parameters.contains($0.lowercased()) }
    return host + path + (parameters.isEmpty ? "" : "?" + parameters.joined(separator: "&")) + String(fragment)
  }

  /// The original address inside an AMP cache's (`…cdn.ampproject.org/c/s/host/path`,
  /// `www.google.com/amp/s/host/path`); nil for any other address.
  private func cached(_ address: Substring) -> Substring? {
    guard let slash = address.firstIndex(of: "/") else { return nil }
    let (host, path) = (address[..<slash], address[slash...])
    let cache = marks.caches.first { cache in
      (host == cache.host || host.hasSuffix("." + cache.host)) && path.hasPrefix(cache.path)
    }
    return cache.map { path.dropFirst($0.path.utf8.count) }
  }

  private func host(_ name: String) -> String {
    let parts = name.split(separator: ":", maxSplits: 1)
    var labels = HostName.ascii(String(parts.first ?? "")).split(separator: ".")
    while labels.count > 2, isMark(labels[0], before: labels[1...]) { labels.removeFirst() }
    let host = labels.joined(separator: ".")
    guard parts.count > 1, parts[1] != "80", parts[1] != "443" else { return host }
    return "\(host):\(parts[1])"
  }

  /// Whether the first label of a host does not distinguish sites. Before a registry's label, as in `touch.co.uk`, a
  /// label that could name an edition is the site's own name.
  private func isMark(_ label: Substring, before rest: ArraySlice<Substring>) -> Bool {
    if marks.hosts.contains(String(label)) { return true }
    guard marks.editions.contains(String(label)) else { return false }
    guard rest.count == 2, let registry = rest.first, let country = rest.last else { return true }
    return !(country.utf8.count == 2 && marks.registries.contains(String(registry)))
  }

  /// The path without dot segments (RFC 3986, section 5.2.4), empty segments and marks of AMP.
  private func path(_ path: Substring) -> String {
    var segments: [Substring] = []
    for segment in path.split(separator: "/") {
      switch segment.lowercased() {
      case ".", "%2e": break
      case "..", ".%2e", "%2e.", "%2e%2e": _ = segments.popLast()
      default: segments.append(segment)
      }
    }
    if let last = segments.last, marks.segments.contains(last.lowercased()) { segments.removeLast() }
    if let first = segments.first, marks.segments.contains(first.lowercased()) { segments.removeFirst() }
    if let last = segments.popLast() { segments.append(withoutEnding(last)) }
    return "/" + segments.map(Self.unescaped).joined(separator: "/")
  }

  /// The segment without a mark at its end: `story.amp` is `story`, `story.amp.html` is `story.html`.
  private func withoutEnding(_ segment: Substring) -> Substring {
    for ending in marks.endings {
      if segment.hasSuffix(ending) { return segment.dropLast(ending.utf8.count) }
      if segment.hasSuffix(ending + ".html") { return "\(segment.dropLast(ending.utf8.count + 5)).html"[...] }
    }
    return segment
  }

  /// The segment with the escapes of unreserved characters decoded (RFC 3986, section 6.2.2.2).
  private static func unescaped(_ segment: Substring) -> String {
    guard segment.utf8.contains(UInt8(ascii: "%")) else { return String(segment) }
    let bytes = Array(segment.utf8)
    var output: [UInt8] = []
    var at = 0
    while at < bytes.count {
      if bytes[at] == UInt8(ascii: "%"), at + 2 < bytes.count,
        let value = UInt8(String(decoding: bytes[at + 1...at + 2], as: UTF8.self), radix: 16), isUnreserved(value)
      {
        output.append(value)
        at += 3
      } else {
        output.append(bytes[at])
        at += 1
      }
    }
    return String(decoding: output, as: UTF8.self)
  }

  private static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "-._~".utf8.contains(byte)
    }
  }
}
