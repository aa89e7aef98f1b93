import Messaging
import Models
import Testing

@testable import IngestionService

/// What publishers send again, take back or correct, as values of the articles topic.
@Suite struct IdentityVariantTests {
  private static let port = #""body": "The port of Callao is closed after an accident, the coast guard said.""#

  /// What is published one after the other, and what becomes of each.
  private static let variants: [(name: String, values: [String], outcomes: [Ingestion.Outcome])] = [
    (
      "an id as a number and as text",
      [#"{"id": 5, \#(port), "source": "Wire"}"#, #"{"id": "5", \#(port), "source": {"name": "Wire"}}"#],
      [.accepted(revision: 1), .dropped]
    ),
    (
      "the same id at two sources is two articles",
      [#"{"id": "5", \#(port), "source": "Wire"}"#, #"{"id": "5", \#(port), "source": "Post"}"#],
      [.accepted(revision: 1), .accepted(revision: 1)]
    ),
    (
      "the same id at two hosts is two articles, and each is taken back by its own",
      [
        #"{"id": 123, "link": "https://a.example/blast", \#(port)}"#,
        #"{"id": 123, "link": "https://b.example/strike", \#(port)}"#,
        #"{"id": 124, "link": "https://a.example/sorry", "retracts": "123"}"#,
      ], [.accepted(revision: 1), .accepted(revision: 1), .retracted(revision: 2)]
    ),
    (
      "pages of one address that a script shows",
      [
        #"{"url": "https://a.example/#!/story/1", \#(port)}"#, #"{"url": "https://a.example/#!/story/2", \#(port)}"#,
        #"{"url": "http://a.example/#!/story/1", \#(port)}"#,
      ], [.accepted(revision: 1), .accepted(revision: 1), .dropped]
    ),
    (
      "a source with its domain, with www and as an address",
      [
        #"{"id": "5", \#(port), "source": {"name": "Wire", "domain": "wire.example"}}"#,
        #"{"id": "5", \#(port), "source": {"name": "The Wire", "domain": "https://www.wire.example/"}}"#,
      ], [.accepted(revision: 1), .dropped]
    ),
    (
      "http, https, port and capitals of an address",
      [
        #"{"link": "http://Wire.example:80/a%2Db", \#(port)}"#, #"{"url": "https://www.wire.example/a-b#x", \#(port)}"#,
      ],
      [.accepted(revision: 1), .dropped]
    ),
    (
      "an edition for phones and one of AMP with tracking",
      [
        #"{"url": "https://m.wire.example/story/9?fbclid=q", \#(port)}"#,
        #"{"url": "https://wire.example/story/9/amp?utm_medium=x", \#(port)}"#,
      ], [.accepted(revision: 1), .dropped]
    ),
    (
      "a name in its own letters and in ASCII",
      [#"{"url": "https://zürich.example/1", \#(port)}"#, #"{"url": "https://xn--zrich-kva.example/1", \#(port)}"#],
      [.accepted(revision: 1), .dropped]
    ),
    (
      "pages of one story stay apart",
      [#"{"url": "https://wire.example/s?page=1", \#(port)}"#, #"{"url": "https://wire.example/s?page=2", \#(port)}"#],
      [.accepted(revision: 1), .accepted(revision: 1)]
    ),
    (
      "a correction by the same id",
      [
        #"{"id": "7", "title": "Port closed", \#(port), "source": "Wire"}"#,
        #"{"id": "7", "title": "Correction: Port open", "body": "The port is open.", "source": "Wire"}"#,
      ], [.accepted(revision: 1), .accepted(revision: 2)]
    ),
    (
      "a retraction in the title, in capitals and brackets",
      [
        #"{"id": "7", "title": "Port closed", \#(port), "source": "Wire"}"#,
        #"{"id": "7", "title": "[RETRACTED] Port closed", "body": "We were wrong.", "source": "Wire"}"#,
      ], [.accepted(revision: 1), .retracted(revision: 2)]
    ),
    (
      "a retraction in Chinese",
      [
        #"{"id": "7", "title": "港口关闭", "body": "港口已经关闭。", "source": "通讯社"}"#,
        #"{"id": "7", "title": "撤稿：港口关闭", "body": "此前报道有误。", "source": "通讯社"}"#,
      ], [.accepted(revision: 1), .retracted(revision: 2)]
    ),
    (
      "a retraction in Spanish by the address of an article with an id",
      [
        #"{"id": "7", "url": "https://wire.example/p", \#(port), "source": "Wire"}"#,
        #"{"id": "8", "retracts": "http://m.wire.example/p/?utm_source=a", "source": "Wire"}"#,
      ], [.accepted(revision: 1), .retracted(revision: 2)]
    ),
    (
      "an item of ninjs that is killed, published first as JSON",
      [
        #"{"uri": "urn:1", "headline": "Port closed", "body_text": "The port is closed.", "source": "Wire"}"#,
        #"{"uri": "urn:1", "headline": "Port closed", "pubstatus": "canceled", "source": "Wire"}"#,
      ], [.accepted(revision: 1), .retracted(revision: 2)]
    ),
    (
      "an item of ninjs whose id is an address is killed by it",
      [
        #"{"uri": "https://wire.example/?p=5", "url": "https://wire.example/p", \#(port), "source": "Wire"}"#,
        #"{"uri": "https://wire.example/?p=5", "headline": "Port", "pubstatus": "canceled", "source": "Wire"}"#,
      ], [.accepted(revision: 1), .retracted(revision: 2)]
    ),
    (
      "an article whose id is an address is taken back by that id, and by its own address",
      [
        #"{"id": "https://wire.example/?p=5", "url": "https://wire.example/p", \#(port), "source": "Wire"}"#,
        #"{"id": "8", "retracts": "https://wire.example/?p=5", "source": "Wire"}"#,
        #"{"id": "9", "retracts": "https://wire.example/p", "source": "Wire"}"#,
      ], [.accepted(revision: 1), .retracted(revision: 2), .dropped]
    ),
    (
      "a retraction that comes first keeps its article out",
      [#"{"id": "8", "retracts": "7", "source": "Wire"}"#, #"{"id": "7", \#(port), "source": "Wire"}"#],
      [.retracted(revision: 1), .dropped]
    ),
    (
      "a retraction by address that comes first keeps its article out, but no correction and no later retraction",
      [
        #"{"retracts": "https://wire.example/p", "source": "Wire"}"#,
        #"{"id": "7", "url": "https://wire.example/p", \#(port), "source": "Wire"}"#,
        #"{"id": "7", "url": "https://wire.example/p", "body": "The port is open.", "source": "Wire"}"#,
        #"{"retracts": "https://wire.example/p", "source": "Wire"}"#,
        #"{"id": "8", "url": "https://wire.example/p", \#(port), "source": "Wire"}"#,
      ],
      [.retracted(revision: 1), .dropped, .accepted(revision: 2), .retracted(revision: 3), .accepted(revision: 1)]
    ),
    (
      "a retraction by address of another source keeps nothing out",
      [
        #"{"retracts": "https://wire.example/p", "source": "Post"}"#,
        #"{"id": "7", "url": "https://wire.example/p", \#(port), "source": "Wire"}"#,
        #"{"retracts": "https://wire.example/p", "source": "Wire"}"#,
      ], [.retracted(revision: 1), .accepted(revision: 1), .retracted(revision: 2)]
    ),
    (
      "another source cannot take it back",
      [
        #"{"id": "7", \#(port), "source": "Wire"}"#, #"{"id": "8", "retracts": "7", "source": "Wire"}"#,
        #"{"url": "https://w.example/1", \#(port), "source": "Wire"}"#,
        #"{"id": "9", "retracts": "https://w.example/1", "source": "Post"}"#,
      ],
      [.accepted(revision: 1), .retracted(revision: 2), .accepted(revision: 1), .deadLetter("retraction_foreign")]
    ),
    (
      "a date that was missing makes a revision",
      [
        #"{"id": "7", \#(port), "source": "Wire"}"#,
        #"{"id": "7", \#(port), "source": "Wire", "pubDate": "26 Feb 2026"}"#,
      ],
      [.accepted(revision: 1), .accepted(revision: 2)]
    ),
    (
      "white space and layout make none",
      [
        #"{"id": "7", "body": "The port is closed.\n\nIt opens soon.", "source": "Wire"}"#,
        #"{"id": "7", "body": "The port  is closed. It opens soon. ", "source": "Wire"}"#,
      ],
      [.accepted(revision: 1), .dropped]
    ),
  ]

  @Test("each value has its outcome", arguments: variants.indices)
  func outcomes(_ index: Int) throws {
    let variant = Self.variants[index]
    let ingestion = try Ingestion()
    let outcomes = try variant.values.map { try ingestion.publish($0) }
    #expect(outcomes == variant.outcomes, "\(variant.name)")
  }

  /// One article in every form that a value may have.
  private static let forms: [(String, String)] = [
    ("our JSON", #"{"title": "Port closed", "body": "The port is closed."}"#),
    (
      "JSON on several lines with a byte order mark",
      "\u{FEFF}{\n \"headline\": \"Port closed\",\n \"text\": \"The port is closed.\"\n}\n"
    ),
    ("an array of one", #"[{"title": "Port closed", "body": "The port is closed."}]"#),
    ("an envelope of one", #"{"articles": [{"title": "Port closed", "description": "The port is closed."}]}"#),
    ("ninjs", #"{"uri": "urn:1", "headline": "Port closed", "body_html": "<p>The port is closed.</p>"}"#),
    ("linked data", #"{"@type": "NewsArticle", "headline": "Port closed", "articleBody": "The port is closed."}"#),
    (
      "CloudEvents",
      #"{"specversion": "1.0", "id": "1", "source": "/x", "type": "t", "data": {"title": "Port closed", "body": "The port is closed."}}"#
    ),
    (
      "JSON Feed",
      #"{"version": "https://jsonfeed.org/version/1", "items": [{"title": "Port closed", "content_text": "The port is closed."}]}"#
    ),
    (
      "RSS",
      "<rss><channel><item><title>Port closed</title><description>The port is closed.</description></item></channel></rss>"
    ),
    ("Atom", "<feed><entry><title>Port closed</title><content>The port is closed.</content></entry></feed>"),
    (
      "an Atom entry",
      "<entry xmlns='http://www.w3.org/2005/Atom'><title>Port closed</title><content>The port is closed.</content></entry>"
    ),
    (
      "NewsML-G2",
      "<newsItem guid='urn:1'><contentMeta><headline>Port closed</headline></contentMeta><contentSet><inlineXML><html><body><p>The port is closed.</p></body></html></inlineXML></contentSet></newsItem>"
    ),
    (
      "NITF",
      "<nitf><body><body.head><hedline><hl1>Port closed</hl1></hedline></body.head><body.content><p>The port is closed.</p></body.content></body></nitf>"
    ),
    (
      "a page",
      "<!doctype html><html><head><title>Port closed</title></head><body><nav>Home</nav><p>The port is closed.</p></body></html>"
    ),
  ]

  @Test("a value may be an article in any of the forms", arguments: forms.indices)
  func anyForm(_ index: Int) throws {
    let (name, value) = Self.forms[index]
    let ingestion = try Ingestion()
    #expect(try ingestion.publish(value) == .accepted(revision: 1), "\(name)")
    guard case .article(let revision)? = ingestion.accepted.first else { return }
    #expect(revision.article.text == "Port closed\n\nThe port is closed.", "\(name)")
  }

  @Test("a value compressed by gzip is the article in it")
  func compressed() throws {
    // {"title":"Port closed","body":"The port is closed."}
    let value: [UInt8] = [
      31, 139, 8, 0, 0, 0, 0, 0, 2, 255, 171, 86, 42, 201, 44, 201, 73, 85, 178, 82, 10, 200,
      47, 42, 81, 72, 206, 201, 47, 78, 77, 81, 210, 81, 74, 202, 79, 169, 4, 10, 134, 100, 164, 42,
      20, 128, 36, 50, 139, 161, 114, 122, 74, 181, 0, 98, 69, 37, 206, 52, 0, 0, 0,
    ]
    let ingestion = try Ingestion()
    #expect(try ingestion.publish(value) == .accepted(revision: 1))
  }
}
