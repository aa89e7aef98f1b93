import CommandLine
import EmbeddedMessaging
import FeedPolling
import Files
import SQLite

/// The list of feeds of a data folder.
final class FeedList {
  private let store: FeedStore
  private let path: String

  init(_ arguments: Arguments, _ console: Console) throws(CommandFailure) {
    let folder = try arguments.configuration(console).data
    path = "\(folder)/feeds.sqlite"
    do throws(FileError) {
      try FileSystem.makeDirectory(folder)
    } catch {
      throw CommandFailure(EmbeddedLogError.file(error))
    }
    do throws(SQLiteError) {
      store = try FeedStore(path: path)
    } catch {
      throw CommandFailure(
        .cannotCreate, "the list of feeds \(path) cannot be opened: \(error)",
        expected: "a folder that can be written to")
    }
  }

  /// The end of the message `Added URL to PATH`.
  var note: String { "to \(path)" }

  func feeds() throws(CommandFailure) -> [Feed] {
    do { return try store.feeds() } catch { throw failure(error) }
  }

  func add(_ feed: Feed) throws(CommandFailure) {
    do { try store.save(feed) } catch { throw failure(error) }
  }

  func remove(_ url: String) throws(CommandFailure) -> Bool {
    do { return try store.remove(url) } catch { throw failure(error) }
  }

  func unseen(_ items: [String], of feed: Feed) throws(CommandFailure) -> Set<String> {
    do { return try store.unseen(items, of: feed.url) } catch { throw failure(error) }
  }

  func save(_ feed: Feed, seen items: [String]) throws(CommandFailure) {
    do { try store.save(feed, seen: items) } catch { throw failure(error) }
  }

  private func failure(_ error: SQLiteError) -> CommandFailure {
    CommandFailure(
      .inputOutput, "the list of feeds \(path) cannot be used: \(error.description)", expected: "a sound SQLite file",
      remedy: error.isTransient ? "try again" : "restore the file, or remove it and add the feeds again")
  }
}
