import EmbeddedMessaging
import Foundation
import MessagingConformance
import TestSupport

/// Inbox files made of the samples: the registers first, then many editions of the articles with bad lines among them.
enum SampleFiles {
  private static let samples = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "deploy/samples")

  static func make(seed: UInt64, editions: Int = 8) throws -> [(topic: String, lines: [[UInt8]])] {
    var random = SeededGenerator(seed: seed)
    var lines: [[UInt8]] = []
    for edition in 0..<editions {
      for article in try articles() { lines.append(try JSONSerialization.bytes(article, edition: edition)) }
      lines += ["{", "{\"body\":{}}", "[[[[", "\u{0}", "{\"id\":\"a\",\"id\":\"b\"}"].map { Array($0.utf8) }
    }
    lines.shuffle(using: &random)
    var files = [
      (topic: "beacon.projects.v1", lines: try register("projects")),
      (topic: "beacon.sources.v1", lines: try register("sources")),
    ]
    while !lines.isEmpty {
      let count = min(lines.count, Int.random(in: 1...7, using: &random))
      files.append((topic: "beacon.articles.v1", lines: Array(lines.prefix(count))))
      lines.removeFirst(count)
    }
    return files
  }

  private static func articles() throws -> [[String: Any]] {
    let folder = samples.appending(path: "articles")
    return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().compactMap { name in
      try JSONSerialization.jsonObject(with: Data(contentsOf: folder.appending(path: name))) as? [String: Any]
    }
  }

  private static func register(_ name: String) throws -> [[UInt8]] {
    try String(contentsOf: samples.appending(path: "\(name).jsonl"), encoding: .utf8).split(separator: "\n").map {
      line in
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      return KeyedLine.encode(key: object?["id"] as? String ?? "", value: Array(line.utf8))
    }
  }
}

extension JSONSerialization {
  /// The article as another edition: other ids and addresses, another last sentence.
  fileprivate static func bytes(_ article: [String: Any], edition: Int) throws -> [UInt8] {
    var article = article
    for name in ["id", "url", "retracts"] where article[name] is String {
      article[name] = "\(article[name] as? String ?? "")-\(edition)"
    }
    if let body = article["body"] as? String { article["body"] = "\(body)\n\nEdition \(edition)." }
    return Array(try data(withJSONObject: article, options: [.sortedKeys, .withoutEscapingSlashes]))
  }
}
