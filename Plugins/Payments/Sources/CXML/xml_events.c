#include "xml_events.h"

#include <limits.h>
#include <string.h>

// Of libxml2-dev, below /usr/include/libxml2.
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>

typedef struct {
  xmlParserCtxtPtr parser;
  const xml_sink *sink;
  xml_limits limits;
  uint32_t depth;
  uint32_t elements;
  xml_result result;
} reading;

static void stop(reading *state, xml_result result) {
  if (state->result == XML_READ) state->result = result;
  xmlStopParser(state->parser);
}

static uint64_t size_of(const xmlChar *text) { return text ? strlen((const char *)text) : 0; }

static void on_begin(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *space, int spaces,
                     const xmlChar **declared, int attributes, int defaulted, const xmlChar **values) {
  (void)prefix, (void)spaces, (void)declared, (void)attributes, (void)defaulted, (void)values;
  reading *state = context;
  if (state->result != XML_READ) return;
  if (++state->depth > state->limits.depth) return stop(state, XML_TOO_DEEP);
  if (++state->elements > state->limits.elements) return stop(state, XML_TOO_MANY);
  state->sink->begin(state->sink->context, space ? (const char *)space : "", size_of(space), (const char *)name,
                     size_of(name));
}

static void on_end(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *space) {
  (void)name, (void)prefix, (void)space;
  reading *state = context;
  if (state->result != XML_READ) return;
  state->depth--;
  state->sink->end(state->sink->context);
}

static void on_text(void *context, const xmlChar *text, int size) {
  reading *state = context;
  if (state->result != XML_READ || size <= 0) return;
  state->sink->text(state->sink->context, (const char *)text, (uint64_t)size);
}

// Called before anything of a document type is read but its name: nothing of it ever is.
static void on_type(void *context, const xmlChar *name, const xmlChar *public_id, const xmlChar *system_id) {
  (void)name, (void)public_id, (void)system_id;
  stop(context, XML_FORBIDDEN);
}

static void on_reference(void *context, const xmlChar *name) {
  (void)name;
  stop(context, XML_FORBIDDEN);
}

static xmlEntityPtr on_entity(void *context, const xmlChar *name) {
  xmlEntityPtr own = xmlGetPredefinedEntity(name);
  if (!own) stop(context, XML_FORBIDDEN);
  return own;
}

xml_result xml_read_events(const char *bytes, uint64_t size, xml_limits limits, const xml_sink *sink) {
  if (size == 0 || size > INT_MAX) return XML_MALFORMED;
  xmlSAXHandler handler = {
      .initialized = XML_SAX2_MAGIC,
      .startElementNs = on_begin,
      .endElementNs = on_end,
      .characters = on_text,
      .ignorableWhitespace = on_text,
      .cdataBlock = on_text,
      .internalSubset = on_type,
      .externalSubset = on_type,
      .reference = on_reference,
      .getEntity = on_entity,
  };
  reading state = {.sink = sink, .limits = limits, .result = XML_READ};
  xmlParserCtxtPtr parser = xmlCreatePushParserCtxt(&handler, &state, NULL, 0, NULL);
  if (!parser) return XML_MALFORMED;
  state.parser = parser;
  xmlCtxtUseOptions(parser, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  // What the document says of its encoding does not count: what is no UTF-8 is malformed.
  xmlSwitchEncoding(parser, XML_CHAR_ENCODING_UTF8);
  int code = xmlParseChunk(parser, bytes, (int)size, 1);
  xml_result result = state.result;
  if (result == XML_READ && (code != 0 || !parser->wellFormed || state.depth != 0 || state.elements == 0)) {
    result = XML_MALFORMED;
  }
  xmlFreeDoc(parser->myDoc);
  parser->myDoc = NULL;
  xmlFreeParserCtxt(parser);
  return result;
}
