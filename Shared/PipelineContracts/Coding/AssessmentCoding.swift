import JSONCoding
import Models

extension Assessment: JSONCodable {
  package init(json: inout JSONObject) throws(JSONError) {
    self.init(
      id: try json.string("id"), subject: try json.subject("subject"),
      subjectName: try json.stringIfPresent("subjectName"), asOf: try json.timestamp("asOf"),
      score: try json.double("score"), confidence: try json.double("confidence"), coverage: try json.word("coverage"),
      baseline: try json.decodeIfPresent("baseline"), categories: try json.list("categories"),
      opportunity: try json.decode("opportunity"), model: try json.string("model"))
  }

  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.field("id", id)
    json.field("subject", subject)
    json.field("subjectName", subjectName)
    json.field("asOf", asOf)
    json.field("score", score)
    json.field("confidence", confidence)
    json.field("coverage", coverage)
    json.field("baseline", baseline)
    json.list("categories", categories)
    json.field("opportunity", opportunity)
    json.field("model", model)
    json.field("calibration", Self.calibration)
    json.endObject()
  }
}

extension Baseline: JSONCodable {
  package init(json: inout JSONObject) throws(JSONError) {
    self.init(
      value: try json.double("value"), source: try json.string("source"), date: try json.string("date"))
  }

  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.field("value", value)
    json.field("source", source)
    json.field("date", date)
    json.endObject()
  }
}

extension LedgerScore: JSONCodable {
  package init(json: inout JSONObject) throws(JSONError) {
    self.init(
      score: try json.double("score"), confidence: try json.double("confidence"),
      categories: try json.list("categories"))
  }

  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.field("score", score)
    json.field("confidence", confidence)
    json.list("categories", categories)
    json.endObject()
  }
}

extension CategoryScore: JSONCodable {
  package init(json: inout JSONObject) throws(JSONError) {
    self.init(
      category: try json.string("category"), score: try json.double("score"), share: try json.double("share"),
      level: try json.wordIfPresent("level"), trend: try json.double("trend"),
      contributions: try json.list("contributions"), others: try json.decodeIfPresent("others") ?? .init(),
      older: try json.decodeIfPresent("older") ?? .init())
  }

  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.field("category", category)
    json.field("score", score)
    json.field("share", share)
    json.field("level", level)
    json.field("trend", trend)
    json.list("contributions", contributions)
    json.field("others", others)
    json.field("older", older)
    json.endObject()
  }
}

extension Contribution: JSONCodable {
  package init(json: inout JSONObject) throws(JSONError) {
    self.init(
      cluster: try json.string("cluster"), type: try json.string("type"), share: try json.double("share"),
      x: try json.double("x"), s: try json.double("s"), c: try json.double("c"), m: try json.double("m"),
      n: try json.double("n"), p: try json.double("p"), ageDays: try json.double("ageDays"),
      halfLifeDays: try json.doubleIfPresent("halfLifeDays"), reports: try json.int("reports"),
      evidence: try json.list("evidence"))
  }

  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.field("cluster", cluster)
    json.field("type", type)
    json.field("share", share)
    json.field("x", x)
    json.field("s", s)
    json.field("c", c)
    json.field("m", m)
    json.field("n", n)
    json.field("p", p)
    json.field("ageDays", ageDays)
    json.field("halfLifeDays", halfLifeDays)
    json.field("reports", reports)
    json.list("evidence", evidence)
    json.endObject()
  }
}

extension ContributionRest: JSONCodable {
  package init(json: inout JSONObject) throws(JSONError) {
    self.init(count: try json.int("count"), share: try json.double("share"), x: try json.double("x"))
  }

  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.field("count", count)
    json.field("share", share)
    json.field("x", x)
    json.endObject()
  }
}
