import CommandLine
import EmbeddedMessaging
import Messaging
import Models
import PipelineContracts

/// The command `beacon silence`.
enum SilenceCommand {
  private static let subject = Positional<SubjectKey>(
    "SUBJECT", help: "What to silence, for example project/chancay-port.", expected: SubjectOption.expected
  ) { SubjectKey($0) }
  private static let category = Option("category", "CODE", help: "Only this category, for example SEC; default all.")
  private static let owner = Option("owner", "NAME", help: "Who decides this. Required.")
  private static let reason = Option("reason", "TEXT", help: "Why it is known and accepted. Required.")
  private static let hours = Option<Int>(
    "hours", "N", help: "For how long, from 1 to 8760 hours; default 24.", expected: "a whole number from 1 to 8760"
  ) { Int($0).flatMap { (1...8760).contains($0) ? $0 : nil } }
  private static let id = Positional("ID", help: "The id that `beacon silence list` prints.")

  static let command = Command(
    group: "silence", summary: "suppress alerts on a subject whose risk is known",
    discussion: """
      A silence has an owner, a reason and an end. What it suppresses is recorded with that reason; an assessment is \
      never changed by it. A change in a data folder takes effect with the next `beacon run`, or at once in one that is \
      running; over Kafka the services apply it at once.
      """,
    examples: [addExample, "beacon silence list"], commands: [add, list, end])

  private static let addExample =
    #"beacon silence add country/PE --owner "Ana Ruiz" --reason "strike is settled" --hours 48"#
  private static let common = CommonOptions.log + [OptionEntry(CommonOptions.config)]

  private static let add = Command(
    "add", summary: "suppress alerts on a subject for some hours from now",
    options: [OptionEntry(category), OptionEntry(owner), OptionEntry(reason), OptionEntry(hours)] + common
      + [OptionEntry(CommonOptions.clock), OptionEntry(CommonOptions.reference)],
    positionals: [PositionalEntry(subject)], examples: [addExample]
  ) { (arguments, console) throws(CommandFailure) in
    guard let subject = arguments[subject], let owner = arguments[owner], let reason = arguments[reason] else {
      throw CommandFailure(
        .misuse, "--owner and --reason are needed", expected: "who decides, and why",
        remedy: "for example: \(addExample)")
    }
    try checkEffect(subject, arguments, console)
    let now = arguments.clock()
    let category = try arguments.category(Self.category, console)
    let silence = Silence(
      id: contentHash("silence", subject.description, category ?? "", owner, reason, now.description),
      subject: subject, category: category, owner: owner, reason: reason, startsAt: now,
      endsAt: now.adding(hours: arguments[hours] ?? 24))
    let location = try write(silence, arguments, console)
    console.output.printLine(silence.id)
    let what = [category, subject.description].compactMap(\.self).joined(separator: " of ")
    console.errors.printLine(terminalText("Silenced \(what) until \(silence.endsAt), \(location.effect)."))
    return .success
  }

  /// Refuses a silence that can have no effect, and warns of a subject that is not registered; over Kafka and before
  /// the first run the registers are not known.
  private static func checkEffect(
    _ subject: SubjectKey, _ arguments: Arguments, _ console: Console
  ) throws(CommandFailure) {
    try AlertSubject.requireKind(of: subject)
    try AlertSubject.requireCountry(subject, arguments, console)
    guard case .embedded(let directory) = try LogLocation(arguments, console),
      let source = try? EmbeddedSource(directory: directory), let projects = try? source.latest(TopicCatalogue.projects)
    else { return }
    if subject.kind == .counterparty,
      !projects.contains(where: { $0.hasCounterparty(subject) })
    {
      console.warn("no registered project has the counterparty \(subject.id)")
    }
    guard subject.kind == .project,
      !InboxReader(directory: directory).mayContain(key: subject.id, ofRegister: TopicCatalogue.projects.name)
    else { return }
    guard let project = projects.first(where: { $0.id == subject.id }) else {
      return console.warn("there is no project \(subject.id); `beacon projects list` prints the ids")
    }
    if project.protected {
      throw CommandFailure(
        .dataError, "\(subject) is registered as protected: no silence hides it",
        expected: "a project that is not protected", remedy: "register it with protected: no, if it is to be silenced")
    }
  }

  private static let list = Command(
    "list", summary: "print the silences",
    discussion: "Those that were added or ended since the last run of a data folder are only counted.",
    flags: CommonOptions.forms, options: common,
    examples: ["beacon silence list"]
  ) { (arguments, console) throws(CommandFailure) in
    let location = try LogLocation(arguments, console)
    let silences = try location.source().latest(TopicCatalogue.silences, skipped: console.warn)
    let waiting = waitingChanges(in: location)
    if waiting > 0 {
      console.errors.printLine(
        "Not listed, as \(waiting == 1 ? "it waits" : "they wait") for the next run: "
          + "\(counted(waiting, "added or ended silence")).")
    }
    if console.printsJSON(arguments) {
      for silence in silences { console.printJSON(silence) }
      return .success
    }
    var table = Table([
      .init("id"), .init("subject"), .init("category"), .init("from"), .init("to"), .init("owner"), .init("reason"),
    ])
    for silence in silences {
      table.add(
        silence.id, silence.subject.description, silence.category ?? "all", silence.startsAt.description,
        silence.endsAt.description, silence.owner, silence.reason)
    }
    console.output.print(silences.isEmpty ? "There are no silences.\n" : table.text(style: console.output.style))
    return .success
  }

  /// The number of silences in the inbox of a data folder, where a run has not read them; 0 over Kafka.
  private static func waitingChanges(in location: LogLocation) -> Int {
    guard case .embedded(let directory) = location else { return 0 }
    return InboxReader(directory: directory).lineCount(ofTopic: TopicCatalogue.silences.name)
  }

  private static let end = Command(
    "end", summary: "end a silence now", options: common + [OptionEntry(CommonOptions.clock)],
    positionals: [PositionalEntry(id)], examples: ["beacon silence end 3f2b8c1d9e0a4756b1c2d3e4f5061728"]
  ) { (arguments, console) throws(CommandFailure) in
    let id = arguments[id] ?? ""
    guard var silence = try LogLocation(arguments, console).source().latest(TopicCatalogue.silences, key: id) else {
      throw CommandFailure(
        .dataError, "there is no silence \(id)", expected: "an id that `beacon silence list` prints",
        remedy: "if it was added just now, run the pipeline first")
    }
    silence.endsAt = max(silence.startsAt, min(silence.endsAt, arguments.clock()))
    _ = try write(silence, arguments, console)
    return .success
  }

  private static func write(
    _ silence: Silence, _ arguments: Arguments, _ console: Console
  ) throws(CommandFailure) -> LogLocation {
    let location = try LogLocation(arguments, console)
    let topic = TopicCatalogue.silences
    let record = OutgoingRecord(
      topic: topic.name, key: topic.key(silence), value: topic.encode(silence), time: arguments.clock())
    try location.sink(writer: "silence").append([record])
    return location
  }
}
