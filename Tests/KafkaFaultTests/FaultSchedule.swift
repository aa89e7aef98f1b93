import Foundation
import KafkaTestBroker
import PipelineContracts
import ServiceProcesses
import TestSupport

/// What happens to the services while articles flow.
enum Fault: CustomStringConvertible {
  /// SIGKILL, and a start at once under the same instance name.
  case kill(RunningPipeline.Member)
  /// The same, with the state folder deleted in between.
  case killWithoutState(RunningPipeline.Member)
  /// SIGTERM, and a start after the end.
  case drain(RunningPipeline.Member)
  /// SIGSTOP for longer than the groups' session timeout, then SIGCONT.
  case freeze(RunningPipeline.Member)
  /// SIGKILL of the broker of that number, and a start on the same data two seconds later.
  case killBroker(Int)
  /// The connections of all clients to the broker are disturbed for that many seconds.
  case disturb(ConnectionProxy.Disturbance, Double)
  /// The disk of the broker's log is full until the broker ends, or for half a minute; then it has room again, and the
  /// broker is started.
  case fillLog
  /// The disk of a service's state is full for that many seconds.
  case fillState(RunningPipeline.Member, Double)
  /// The clocks of all services jump by so many seconds, and for that long nothing else happens.
  case jump(Int, pause: Double)
  /// More instances of a service join.
  case join([RunningPipeline.Member])
  /// Instances leave on SIGTERM.
  case leave([RunningPipeline.Member])

  var description: String {
    switch self {
    case .kill(let member): "kill -9 \(member.service) \(member.instance)"
    case .killWithoutState(let member): "kill -9 \(member.service) \(member.instance), state deleted"
    case .drain(let member): "SIGTERM \(member.service) \(member.instance)"
    case .freeze(let member): "SIGSTOP \(member.service) \(member.instance)"
    case .killBroker(let number): "kill -9 of broker \(number + 1)"
    case .disturb(let disturbance, let seconds): "connections \(disturbance) for \(seconds) s"
    case .fillLog: "the broker's disk full"
    case .fillState(let member, let seconds): "the disk of \(member.service)'s state full for \(seconds) s"
    case .jump(let seconds, _): "clocks jump by \(seconds) s"
    case .join(let members): "\(members.count) more \(members.first?.service ?? "")"
    case .leave(let members): "\(members.count) fewer \(members.first?.service ?? "")"
    }
  }
}

/// One run: the stream's entries are published in portions, and after each portion, at a moment that the seed draws, a
/// fault strikes.
struct FaultSchedule {
  private var random: SeededGenerator
  private let faults: [Fault]
  /// The latest moment of a fault after the publication of its portion.
  private let window: Int
  /// What there was of a member when its process was started after a fault.
  private var starts: [RunningPipeline.Member: RunningPipeline.Start] = [:]

  /// Called once a drained process has ended.
  typealias Drained = (
    _ member: RunningPipeline.Member, _ status: Int32, _ start: RunningPipeline.Start
  ) throws -> Void

  struct Struck {
    var fault: Fault
    /// Milliseconds since 1970.
    var time: Int64
  }

  /// - Parameter window: in milliseconds.
  init(_ faults: [Fault], seed: UInt64, window: Int = 1200) {
    self.faults = faults
    self.window = window
    random = SeededGenerator(seed: seed)
  }

  /// Returns what struck when.
  mutating func run(
    _ stream: ArticleStream, through pipeline: RunningPipeline, drained: Drained
  ) throws -> [Struck] {
    var rest = stream.entries[...]
    var struck: [Struck] = []
    for (index, fault) in faults.enumerated() {
      let portion = rest.prefix(rest.count / (faults.count + 1 - index))
      rest = rest.dropFirst(portion.count)
      try publish(portion, to: pipeline)
      usleep(UInt32(random.int(0...window)) * 1000)
      struck.append(Struck(fault: fault, time: Int64(Date().timeIntervalSince1970 * 1000)))
      try strike(fault, pipeline, drained)
    }
    try publish(rest, to: pipeline)
    return struck
  }

  private func publish(_ entries: ArraySlice<ArticleStream.Entry>, to pipeline: RunningPipeline) throws {
    try Kcat.publish(entries, to: TopicCatalogue.articles.name, broker: pipeline.settings.bootstrapServers)
  }

  private mutating func strike(_ fault: Fault, _ pipeline: RunningPipeline, _ drained: Drained) throws {
    switch fault {
    case .kill(let member):
      pipeline.kill(member)
      try restart(member, pipeline)
    case .killWithoutState(let member):
      pipeline.kill(member)
      try pipeline.deleteState(of: member)
      try restart(member, pipeline)
    case .drain(let member):
      for (member, status) in pipeline.stop([member]) { try drained(member, status, starts[member] ?? .init()) }
      try restart(member, pipeline)
    case .freeze(let member): pipeline.freeze(member, seconds: 9)
    case .killBroker(let number): try pipeline.kill(pipeline.brokers[number], downFor: 2)
    case .disturb(let disturbance, let seconds): pipeline.disturb(disturbance, seconds: seconds)
    case .fillLog: try pipeline.fillLog(of: pipeline.brokers[0])
    case .fillState(let member, let seconds): pipeline.fillState(of: member, seconds: seconds)
    case .jump(let seconds, let pause):
      try pipeline.jumpClocks(by: seconds)
      Thread.sleep(forTimeInterval: pause)
    case .join(let members):
      for member in members { try pipeline.start(member) }
    case .leave(let members):
      for (member, status) in pipeline.stop(members) where status != 0 {
        throw PipelineFailure("\(member) ended with \(status) when it was asked to stop")
      }
    }
  }

  private mutating func restart(_ member: RunningPipeline.Member, _ pipeline: RunningPipeline) throws {
    starts[member] = try pipeline.startingPoint(of: member)
    try pipeline.start(member)
  }
}
