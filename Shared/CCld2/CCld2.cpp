#include "CCld2.h"

#include <cstdio>

#include <cld2/public/compact_lang_det.h>

extern "C" const char *beacon_cld2_language(const char *text, size_t count) {
  bool is_plain_text = true;
  bool is_reliable = false;
  int valid_prefix = 0;
  CLD2::Language best = CLD2::DetectLanguageCheckUTF8(text, (int)count, is_plain_text, &is_reliable, &valid_prefix);
  if (!is_reliable || best == CLD2::UNKNOWN_LANGUAGE) return NULL;
  return CLD2::LanguageCode(best);
}
