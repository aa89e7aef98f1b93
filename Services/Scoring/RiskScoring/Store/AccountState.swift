import KeyedState
import Models
import ReferenceData

/// One category of one ledger of one subject: the sums of its contributions, and its lanes.
final class AccountState: CachedRow {
  let subject: SubjectKey
  let account: Account
  private(set) var courses: [DecayingSum] = []
  /// No contribution changes its course before this.
  var nextPhase: Timestamp?
  var level: LevelState?
  /// Live, in order of their clusters' ids.
  var triggers: [Trigger] = []
  private var history: [HourlyScore] = []
  var isQueued = false

  private struct HourlyScore: Hashable {
    var hour: Int64
    var score: Double
  }

  init(subject: SubjectKey, account: Account) {
    self.subject = subject
    self.account = account
  }

  var isEmpty: Bool { courses.allSatisfy(\.isEmpty) }

  /// Books an entry, or takes it off with `sign` −1.
  func book(_ entry: BookedContribution, sign: Double) {
    let index = courseIndex(entry)
    courses[index].add(entry, sign: sign)
  }

  func list(_ top: RankedContribution, for entry: BookedContribution) {
    courses[courseIndex(entry)].list(top)
  }

  func unlist(_ cluster: String, for entry: BookedContribution) {
    courses[courseIndex(entry)].unlist(cluster)
  }

  func relist(_ index: Int, _ entries: [RankedContribution]) {
    courses[index].relist(entries)
  }

  /// Where the contributions that run like this one are summed.
  private func courseIndex(_ entry: BookedContribution) -> Int {
    let halfLife = entry.course == .steady ? nil : entry.curve.halfLife
    if let index = courses.firstIndex(where: { $0.halfLife == halfLife }) { return index }
    let place = courses.firstIndex { ($0.halfLife ?? 0) > (halfLife ?? 0) } ?? courses.count
    courses.insert(DecayingSum(halfLife: halfLife), at: place)
    return place
  }

  struct Totals: Hashable {
    var live = DecayingSum.Parts()
    var older = DecayingSum.Parts()
    var x: Double { live.x + older.x }
  }

  func standing(at time: Timestamp) -> Totals {
    var standing = Totals()
    for course in courses {
      let (live, older) = course.parts(at: time)
      standing.live.count += live.count
      standing.live.x += live.x
      standing.live.xc += live.xc
      standing.live.fresh += live.fresh
      standing.older.count += older.count
      standing.older.x += older.x
      standing.older.xc += older.xc
      standing.older.fresh += older.fresh
    }
    return standing
  }

  /// A listed contribution, and what it is worth at a time.
  struct Place {
    var course: Int
    var index: Int
    var x: Double
  }

  /// The greatest contributions of all courses at `time`, greatest first.
  func greatest(_ count: Int, at time: Timestamp) -> [Place] {
    var all: [Place] = []
    for course in courses.indices {
      for index in courses[course].top.indices.prefix(count) {
        all.append(Place(course: course, index: index, x: courses[course].top[index].curve.value(at: time)))
      }
    }
    all.sort { left, right in
      left.x == right.x ? entry(at: left).cluster < entry(at: right).cluster : left.x > right.x
    }
    return Array(all.prefix(count))
  }

  func entry(at place: Place) -> RankedContribution { courses[place.course].top[place.index] }

  var isShort: Bool { courses.indices.contains { courses[$0].isShort } }

  /// Remembers the score of this hour, as its last.
  func note(score: Double, at time: Timestamp) {
    let hour = Self.hour(time)
    if history.last?.hour == hour {
      guard history.last?.score != score else { return }
      history[history.count - 1].score = score
    } else {
      history.append(HourlyScore(hour: hour, score: score))
      // Of the entries older than a day the newest is enough.
      while history.count > 1, history[1].hour <= hour - 24 { history.removeFirst() }
    }
  }

  /// The change of the score since it was last looked at a day ago or more.
  func trend(score: Double, at time: Timestamp) -> Double {
    score - (history.last { $0.hour <= Self.hour(time) - 24 }?.score ?? 0)
  }

  private static func hour(_ time: Timestamp) -> Int64 { time.milliseconds / Timestamp.millisecondsPerHour }

  func takeParts() -> [(key: [UInt8], value: [UInt8])] {
    var parts: [(key: [UInt8], value: [UInt8])] = []
    for index in courses.indices where courses[index].isListDirty {
      parts.append((listKey(courses[index]), courses[index].encodeList()))
      courses[index].isListDirty = false
    }
    return parts
  }

  private func listKey(_ course: DecayingSum) -> [UInt8] {
    var key = RowKey.account("h", subject, account)
    withUnsafeBytes(of: (course.halfLife ?? 0).bitPattern.bigEndian) { key.append(contentsOf: $0) }
    return key
  }

  func encode(to row: inout RowWriter) {
    row.put(courses) { $1.encode(to: &$0) }
    row.put(nextPhase) { $0.put($1) }
    row.put(level) { $1.encode(to: &$0) }
    row.put(triggers) { $1.encode(to: &$0) }
    row.put(history) {
      $0.put($1.hour)
      $0.put($1.score)
    }
  }

  init(
    subject: SubjectKey, account: Account, from bytes: [UInt8], rows: any KeyedState
  ) throws(KeyedStateFailure) {
    self.subject = subject
    self.account = account
    var row = RowReader(bytes)
    courses = try row.list { (row) throws(KeyedStateFailure) in try DecayingSum(from: &row) }
    nextPhase = try row.optional { (row) throws(KeyedStateFailure) in try row.timestamp() }
    level = try row.optional { (row) throws(KeyedStateFailure) in try LevelState(from: &row) }
    triggers = try row.list { (row) throws(KeyedStateFailure) in try Trigger(from: &row) }
    history = try row.list { (row) throws(KeyedStateFailure) in
      HourlyScore(hour: try row.int64(), score: try row.double())
    }
    for index in courses.indices {
      if let list = try rows.value(listKey(courses[index])) { try courses[index].decodeList(list) }
    }
  }
}
