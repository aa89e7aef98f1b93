#include "CLibxml2.h"

#include <pthread.h>
#include <string.h>

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/xmlerror.h>

typedef struct {
  htmlParserCtxtPtr parser;
  beacon_html_handler handler;
  void *context;
  int stopped;
} session;

static void stop_if(session *current, int answer) {
  if (answer == 0 || current->stopped) return;
  current->stopped = 1;
  xmlStopParser(current->parser);
}

static void on_start(void *data, const xmlChar *name, const xmlChar **attributes) {
  (void)attributes;
  session *current = data;
  if (!current->stopped) stop_if(current, current->handler.start_element(current->context, (const char *)name));
}

static void on_end(void *data, const xmlChar *name) {
  session *current = data;
  if (!current->stopped) stop_if(current, current->handler.end_element(current->context, (const char *)name));
}

static void on_text(void *data, const xmlChar *bytes, int count) {
  session *current = data;
  if (!current->stopped && count > 0)
    stop_if(current, current->handler.text(current->context, (const char *)bytes, (size_t)count));
}

static void ignore_bytes(void *data, const xmlChar *bytes, int count) {
  (void)data;
  (void)bytes;
  (void)count;
}

static void stay_quiet(void *data, const char *message, ...) {
  (void)data;
  (void)message;
}

static void prepare_library(void) { xmlInitParser(); }

int beacon_html_parse(const char *bytes, int count, beacon_html_handler handler, void *context) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, prepare_library);
  xmlSetGenericErrorFunc(NULL, stay_quiet);

  htmlParserCtxtPtr parser = htmlNewParserCtxt();
  if (parser == NULL) return 0;
  session current = {parser, handler, context, 0};
  memset(parser->sax, 0, sizeof(*parser->sax));
  parser->sax->startElement = on_start;
  parser->sax->endElement = on_end;
  parser->sax->characters = on_text;
  parser->sax->ignorableWhitespace = on_text;
  parser->sax->cdataBlock = ignore_bytes;
  parser->userData = &current;

  const int options =
      HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC;
  htmlDocPtr document = htmlCtxtReadMemory(parser, bytes, count, NULL, "UTF-8", options);
  if (document != NULL) xmlFreeDoc(document);
  htmlFreeParserCtxt(parser);
  return 1;
}
