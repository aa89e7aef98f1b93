import ArticleForms
import ArticleIntake
import CommandLine
import JSONCoding
import Messaging
import Models
import PipelineContracts
import ReferenceData

/// Publishes the articles of files to the pipeline, and counts them.
final class Publisher {
  /// The most inputs or fields that one warning lists.
  private static let mostNamed = 20

  private let sink: any RecordSink
  private let console: Console
  private let times: IntakeTimes
  private let languages: LanguageCheck
  private let clock: @Sendable () -> Timestamp
  private let bar: ProgressBar
  private var account: PublishReport
  private var refused: [String] = []
  private var invalid: [String] = []
  /// The number of inputs that were published although they cannot be read as an article.
  private var unread = 0
  private var passedOver: [String] = []
  private var unreadFields: [String: Int] = [:]
  private var firstUnreadDate: String?
  /// The number of retractions that name a source without its domain.
  private var retractionsByName = 0
  /// The number of articles in each language whose events are not read.
  private var unreadLanguages: [String: Int] = [:]
  /// The languages of the first article that is in another one than stated.
  private var firstDoubted: (stated: String, found: String)?

  init(
    _ sink: any RecordSink, to location: LogLocation, times: IntakeTimes, languages: LanguageCheck,
    clock: @escaping @Sendable () -> Timestamp, _ console: Console
  ) {
    self.sink = sink
    self.times = times
    self.languages = languages
    self.console = console
    self.clock = clock
    account = PublishReport(location: location, name: TopicCatalogue.articles.name)
    bar = ProgressBar("publishing", total: 0, unit: "articles", on: console.errors)
  }

  /// - Parameter isRebased: shift the dates so that the newest is today; all articles are then kept in memory.
  func publish(_ input: ArticleFiles, rebased isRebased: Bool, standardInput: Int32) throws(CommandFailure) {
    account.passedOver = input.passedOver.count
    passedOver = input.passedOver
    if isRebased {
      var articles: [InputArticle] = []
      try input.forEach(standardInput: standardInput) { articles.append($0) }
      let shift = Rebase(articles, at: clock())
      bar.set(done: 0, total: articles.count)
      for article in articles { try publish(shift.apply(to: article)) }
    } else {
      try input.forEach(standardInput: standardInput) { (article) throws(CommandFailure) in try publish(article) }
    }
    guard account.articles + account.refused + account.invalid > 0 else {
      throw CommandFailure(.dataError, "the input contains no articles", expected: "at least one article")
    }
    try sink.finish()
    bar.finish()
  }

  /// Publishing's failure, with how many articles were published before it.
  func failure(_ failure: CommandFailure) -> CommandFailure {
    bar.finish()
    if case .embedded = account.location { return failure.adding("nothing was published") }
    // Where the brokers failed, the failure itself counts what reached them.
    guard (try? sink.finish()) != nil, sink.kept > 0 else { return failure }
    return failure.adding("\(counted(sink.kept, "article")) before this were published")
  }

  /// Prints the result and the warnings. Fails with `dataError` where an article was too large.
  ///
  /// - Returns: `partial` where an input cannot be read as an article.
  func report(_ arguments: Arguments) throws(CommandFailure) -> ExitCode {
    if case .embedded = account.location { account.name = sink.place }
    if console.printsJSON(arguments) {
      console.printJSON(account)
    } else {
      console.output.printLine(
        account.articles == 0
          ? "Published no articles."
          : "Published \(counted(account.articles, "article")) to \(terminalText(sink.place)).")
    }
    warn()
    guard account.refused > 0 else { return account.invalid > 0 ? .partial : .success }
    let rest = account.refused - refused.count
    throw CommandFailure(
      .dataError,
      "\(counted(account.refused, "article")) not published: \(refused.joined(separator: ", "))"
        + (rest > 0 ? " and \(rest) more" : ""),
      expected: "at most \(Article.maximumBytes) bytes of JSON an article",
      remedy: "shorten what is named; all others were published")
  }

  private func publish(_ input: InputArticle) throws(CommandFailure) {
    defer { bar.advance() }
    if let refusal = input.refusal, invalid.count < Self.mostNamed {
      invalid.append("\(input.place): \(refusal.message) (\(refusal.code))")
    }
    // An item of a larger input is named here, since its bytes alone do not identify it.
    guard !input.bytes.isEmpty else {
      account.invalid += 1
      return
    }
    if case .kafka = account.location, input.bytes.count > Article.maximumBytes {
      account.refused += 1
      if refused.count < Self.mostNamed { refused.append("\(input.place) (\(input.bytes.count) bytes)") }
      return
    }
    let topic = TopicCatalogue.articles
    let key = input.article.flatMap(topic.key) ?? Array(contentHash("article", bytes: [input.bytes]).utf8)
    try sink.append(OutgoingRecord(topic: topic.name, key: key, value: input.bytes, time: clock()))
    account.articles += 1
    if input.article == nil {
      account.invalid += 1
      unread += 1
    }
    note(input)
  }

  /// Counts what deserves a warning: an unread field, a date that is missing, unreadable or in the future, a retraction
  /// that may be of another source, a language in which events are missed.
  private func note(_ input: InputArticle) {
    if let field = input.unreadField { unreadFields[field, default: 0] += 1 }
    if let written = input.unreadDate {
      account.unreadDates += 1
      firstUnreadDate = firstUnreadDate ?? written
    } else if input.isUndated {
      account.undated += 1
    }
    if let date = input.article?.publishedAt, date > clock().adding(hours: times.futureAfterHours) {
      account.futureDated += 1
    }
    if let article = input.article, article.retracts != nil, let source = article.source, source.domain == nil {
      retractionsByName += 1
    }
    switch input.article.flatMap({ languages.problem(of: $0) }) {
    case .unread(let language)?:
      account.languageUnread += 1
      unreadLanguages[language, default: 0] += 1
    case .doubted(let stated, let found)?:
      account.languageDoubted += 1
      firstDoubted = firstDoubted ?? (stated: stated, found: found)
    case nil: break
    }
  }

  private func warn() {
    ArticleFiles.warn(ofPassedOver: passedOver, console)
    if account.undated > 0 {
      console.warn(
        "\(counted(account.undated, "article")) without publishedAt: their events count in a score, and can raise an "
          + "alert, only if the text itself dates them.")
    }
    if account.unreadDates > 0 {
      console.warn(
        "\(counted(account.unreadDates, "date")) could not be read, the first of them \(quoted(firstUnreadDate ?? "")); "
          + "these articles count as undated.")
    }
    if account.futureDated > 0 {
      let isOne = account.futureDated == 1
      console.warn(
        "\(counted(account.futureDated, "article")) dated more than \(times.futureAfterHours) hours in the future; "
          + (isOne ? "it counts" : "they count") + " as published at intake, so correct the "
          + (isOne ? "date." : "dates."))
    }
    if retractionsByName > 0 {
      console.warn(
        "\(counted(retractionsByName, "retraction")) with the name of a source and no domain: it withdraws an article "
          + "only if that article's source has no domain either; else state the domain.")
    }
    if account.languageUnread > 0 {
      let codes = unreadLanguages.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(Self.mostNamed).map(\.key)
      console.warn(
        "\(counted(account.languageUnread, "article")) in a language whose events are not read "
          + "(\(codes.joined(separator: ", "))): only names, places, dates and sums are found.")
    }
    if let (stated, found) = firstDoubted {
      console.warn(
        "\(counted(account.languageDoubted, "article")) in another language than stated, the first of them in "
          + "\(found) instead of \(stated): events there are missed; correct the language, or leave it out.")
    }
    for (field, count) in unreadFields.sorted(by: { $0.key < $1.key }).prefix(Self.mostNamed) {
      console.warn(
        "the field \(quoted(field)) of \(counted(count, "article")) looks like the text of an article and was not read; "
          + "rename it to body.")
    }
    if account.invalid > 0 {
      console.warn("\(counted(account.invalid, "input")) cannot be read as an article:")
      for line in invalid { console.errors.printLine("  " + terminalText(line)) }
      if account.invalid > invalid.count { console.errors.printLine("  and \(account.invalid - invalid.count) more") }
      if unread > 0 {
        let some = unread == account.invalid ? nil : "\(unread) of them"
        console.errors.printLine(
          unread == 1
            ? "  \(some ?? "It") becomes a dead letter\(account.location.run): `beacon dead-letters list` shows it."
            : "  \(some ?? "They") become dead letters\(account.location.run): `beacon dead-letters list` shows them.")
      }
    }
  }
}

extension LogLocation {
  /// When the stages read what is published.
  fileprivate var run: String {
    if case .embedded = self { " in the next run" } else { "" }
  }
}

extension CommandFailure {
  fileprivate func adding(_ remark: String) -> CommandFailure {
    CommandFailure(
      status, message, expected: expected, remedy: [remedy, remark].compactMap(\.self).joined(separator: "; "))
  }
}
