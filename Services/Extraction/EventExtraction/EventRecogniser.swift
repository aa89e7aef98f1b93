import Models
import ReferenceData
import TextAnalysis

/// Finds the events of an article: what happened or threatens, who did it to whom, where and when, and how sure the
/// text is of it.
///
/// It builds on the entities, dates and quantities that earlier recognisers found. Time is linear in the text.
package struct EventRecogniser: Sendable {
  private let knowledge: EventKnowledge
  private let chinese: ChineseEventReader?
  private let classifier: ArticleClassifier?

  /// - Parameters:
  ///   - chinese: the tables of a language without spaces; they then find the events instead of `lexicon`.
  ///   - classifier: tables that weigh the events found and add others; nil if the language has none.
  package init(lexicon: EventLexicon, chinese: ChineseLexicon? = nil, classifier: ClassifierLexicon? = nil) {
    let knowledge = EventKnowledge(lexicon)
    self.knowledge = knowledge
    self.chinese = chinese.map { ChineseEventReader($0, knowledge.taxonomy) }
    self.classifier = classifier.map { ArticleClassifier($0, knowledge.taxonomy) }
  }

  /// The word indices by which it looks up words.
  package var wordIndices: [WordIndex] {
    (chinese == nil ? [knowledge.rules.wordIndex] : []) + (classifier.map { [$0.textClassifier.words] } ?? [])
  }

  /// Fills `findings.events` and adds to `findings.suppressed`.
  package func recognise(_ text: ArticleText, _ metadata: ArticleMetadata, into findings: inout Findings) {
    if let chinese { return chinese.read(text, metadata, classifier, into: &findings) }
    let spans = EntitySpans(findings, knowledge.grammar)
    var sentence = EventSentence()
    var matches: [PhraseSearch.Match] = []
    matches.reserveCapacity(32)
    var entity = 0
    let search = PhraseSearch(knowledge)
    var lists = SentenceEventReader.Lists()
    let words = text.ids(in: knowledge.rules.wordIndex)
    let article = EventCollector(
      text: text, metadata: metadata, findings: findings, taxonomy: knowledge.taxonomy,
      cues: WordCues(text: text, words: words, knowledge: knowledge, newDeadlines: findings.newDeadlines))
    for index in text.sentences.indices where text.sentences[index].kind != .credit {
      guard knowledge.rules.mayReport(words[text.sentences[index].tokens]) else { continue }
      text.read(index, into: &sentence, words, knowledge, spans, entity: &entity)
      search.matches(in: sentence, into: &matches)
      if matches.isEmpty { continue }
      SentenceEventReader(knowledge: knowledge, sentence: sentence, matches: matches, spans: spans)
        .read(into: article, with: &lists)
    }
    if article.drafts.contains(where: { knowledge.taxonomy.kinds[$0.kind].ledger == .risk }) {
      let voice = AuthorVoice(
        text: text, words: words, classes: knowledge.rules.vocabulary.classes, grammar: knowledge.grammar,
        saysWe: knowledge.saysWe)
      if voice.isFirstPerson { article.noteOpinion() }
    }
    func has(_ token: Int, _ classes: ClassSet) -> Bool {
      knowledge.rules.vocabulary.classes[Int(words[token])] & classes != 0
    }
    classifier?.classify(
      article, isAsset: { has($0, knowledge.grammar.asset) },
      isFunction: { has($0, knowledge.grammar.joining) })
    article.finish(into: &findings)
  }
}

/// The compiled lexicon of a recogniser, shared by all of its readers.
final class EventKnowledge: Sendable {
  let rules: EventRules
  let lists: PatternLists
  let grammar: GrammarClasses
  let words: GrammarWords
  let taxonomy: EventTaxonomy
  /// By number of the vocabulary: whether the word is one like `we`, by which an author speaks for himself.
  let saysWe: [Bool]
  /// The endings by which words that the lexicon lacks are read, and letters after an apostrophe.
  let endings: WordEndings

  init(_ lexicon: EventLexicon) {
    taxonomy = EventTaxonomy(lexicon)
    rules = EventRules(lexicon, typeIndex: taxonomy.index)
    lists = PatternLists(rules)
    grammar = GrammarClasses(rules.vocabulary)
    words = GrammarWords(rules.vocabulary, lexicon.functionWords)
    let firstPerson = grammar.firstPerson
    saysWe = rules.vocabulary.classes.map { $0 & firstPerson != 0 }
    endings = WordEndings(
      lexicon.endings,
      wanted: [.adverb, .past, .gerund, .plural, .pluralOfPeople, .singular, .possessive, .negation])
  }
}
