import Foundation
import HTTPTestServer
import Testing

@testable import BeaconCommands

@Suite struct FeedsTests {
  private static let feed = """
    <rss><channel><title>Wire</title><link>https://wire.example</link><item><guid>1</guid><title>Port of Callao in Peru shut by strike</title>
    <pubDate>Thu, 26 Nov 2026 08:00:00 GMT</pubDate></item></channel></rss>
    """
  private static let noon = "2026-11-26T12:00:00Z"

  private func call(_ words: [String], _ folder: TemporaryFolder, isPrivate: Bool = true) throws -> Answer {
    try beacon(
      words + ["--data", "\(folder.path)/data", "--clock", Self.noon], input: [],
      environment: [
        "BEACON_REFERENCE": checkout + "/Shared/ReferenceData", "BEACON_FEEDS_PRIVATE": isPrivate ? "true" : "0",
      ])
  }

  @Test("what a feed has that is new is published once, and the list says how it went")
  func poll() throws {
    let folder = try TemporaryFolder()
    let server = try HTTPTestServer { _ in [.reply(text: Self.feed)] }
    #expect(try call(["feeds", "add", server.url], folder).code == .success)
    #expect(try call(["feeds", "list", "--json"], folder).output.contains("\"status\":\"new\""))
    #expect(try call(["feeds", "poll"], folder).output.contains("ok, 1 new article"))
    #expect(try call(["feeds", "poll", "--now"], folder).output.contains("ok, 0 new articles"))
    #expect(try call(["feeds", "poll"], folder).output == "No feed is due.\n")
    #expect(try folder.names(in: "data/inbox").count == 1)
    #expect(try call(["feeds", "list", "--text"], folder).output.contains("ok"))
    #expect(try call(["feeds", "remove", server.url], folder).code == .success)
    #expect(try call(["feeds", "remove", server.url], folder).code == .noInput)
  }

  @Test("a data folder that cannot be created for the list of feeds is refused as by every other command")
  func noFolder() throws {
    let folder = try TemporaryFolder()
    try folder.write("data", "a file")
    let answer = try call(["feeds", "add", "https://wire.example/feed"], folder)
    #expect(answer.code == .inputOutput, "\(answer.errors)")
    #expect(answer.errors.hasPrefix("beacon feeds add: Could not create the folder \(folder.path)/data: File exists."))
    #expect(answer.errors.contains("\n  what to do: correct the path or its permissions, or name another folder"))
  }

  @Test("an item that is no article is reported with its reason, and the others are published")
  func refusals() throws {
    let folder = try TemporaryFolder()
    let feed = Self.feed.replacing("</item>", with: "</item><item><guid>2</guid><author>A</author></item>")
    let server = try HTTPTestServer { _ in [.reply(text: feed)] }
    _ = try call(["feeds", "add", server.url], folder)
    let output = try call(["feeds", "poll"], folder).output
    #expect(output.contains("1 new article") && output.contains("1 refused"), "\(output)")
    #expect(output.contains("(article_empty)"), "\(output)")
  }

  @Test("feeds whose articles cannot be published are saved as failed, each of them, and give the same articles later")
  func unpublished() throws {
    let folder = try TemporaryFolder()
    let server = try HTTPTestServer { request in
      request.headers["if-none-match"] == nil
        ? [.reply(headers: [("ETag", "\"1\"")], text: Self.feed.replacing("<guid>1", with: "<guid>\(request.path)"))]
        : [.reply(304)]
    }
    for path in ["a", "b"] { _ = try call(["feeds", "add", "\(server.url)/\(path)"], folder) }
    // A file in the place of the folder of the inbox.
    let inbox = "\(folder.path)/data/inbox"
    #expect(FileManager.default.createFile(atPath: inbox, contents: nil))
    #expect(try call(["feeds", "poll"], folder).code != .success)
    let listed = try call(["feeds", "list", "--json"], folder).output
    #expect(listed.components(separatedBy: "\"status\":\"failed\"").count == 3, "\(listed)")
    #expect(try call(["feeds", "poll"], folder).output == "No feed is due.\n")
    try FileManager.default.removeItem(atPath: inbox)
    let output = try call(["feeds", "poll", "--now"], folder).output
    #expect(output.components(separatedBy: "ok, 1 new article ").count == 3, "\(output)")
  }

  @Test("a private address is refused unless the operator allows it")
  func privateAddress() throws {
    let folder = try TemporaryFolder()
    let server = try HTTPTestServer { _ in [.reply(text: Self.feed)] }
    _ = try call(["feeds", "add", server.url], folder, isPrivate: false)
    #expect(try call(["feeds", "poll"], folder, isPrivate: false).output.contains("failed"))
    #expect(server.requests.isEmpty)
  }

  @Test(
    "what is no address of a feed is refused", arguments: ["", "file:///etc/passwd", "example.org/rss", "http://a b/"])
  func address(_ url: String) throws {
    #expect(try call(["feeds", "add", url], TemporaryFolder()).code == .misuse)
  }

  @Test("run --feeds takes what the feeds have through the pipeline")
  func run() throws {
    let folder = try TemporaryFolder()
    let server = try HTTPTestServer { _ in [.reply(text: Self.feed)] }
    _ = try call(["feeds", "add", server.url], folder)
    let answer = try call(["run", "--feeds", "--until-idle", "--json"], folder)
    #expect(answer.output.contains("\"accepted\":1"))
  }
}
