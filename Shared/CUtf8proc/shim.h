#pragma once
#include <utf8proc.h>

/// What quick checking needs to know of one code point of U+0000 to U+2FFFF:
/// its combining class where NFC always leaves it as it is; 255 where NFC may change it or merge it into the one before.
static inline unsigned char beacon_nfc_class(int code_point) {
  const unsigned char unsure = 255;
  const utf8proc_property_t *property = utf8proc_get_property(code_point);
  // The vowels and finals that compose with the Hangul syllable before them.
  if ((code_point >= 0x1161 && code_point <= 0x1175) || (code_point >= 0x11A8 && code_point <= 0x11C2)) return unsure;
  // From 0x8000 on the index names the second member of a composition.
  if (property->comb_index != 0xFFFF && property->comb_index >= 0x8000) return unsure;
  // Without a decomposition, as nearly all: NFC leaves it. A Hangul syllable is composed of its parts again.
  const int is_syllable = code_point >= 0xAC00 && code_point <= 0xD7A3;
  if (property->decomp_seqindex == 0xFFFF || is_syllable) return (unsigned char)property->combining_class;
  utf8proc_int32_t buffer[8];
  int last = 0;
  const utf8proc_option_t options = UTF8PROC_STABLE | UTF8PROC_COMPOSE;
  utf8proc_ssize_t count = utf8proc_decompose_char(code_point, buffer, 8, options, &last);
  if (count < 1 || count > 8) return unsure;
  if (utf8proc_normalize_utf32(buffer, count, options) != 1 || buffer[0] != code_point) return unsure;
  return (unsigned char)property->combining_class;
}

/// Canonical decomposition of one code point, without ordering; the number of code points, 0 on failure.
static inline int beacon_decompose(int code_point, int *buffer, int capacity) {
  int last = 0;
  utf8proc_ssize_t count =
      utf8proc_decompose_char(code_point, buffer, capacity, UTF8PROC_STABLE | UTF8PROC_COMPOSE, &last);
  return count < 0 || count > capacity ? 0 : (int)count;
}

static inline unsigned char beacon_combining_class(int code_point) {
  return (unsigned char)utf8proc_get_property(code_point)->combining_class;
}

/// Composes ordered code points in place; the new count, negative on failure.
static inline long beacon_compose(int *buffer, long count) {
  return utf8proc_normalize_utf32(buffer, count, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
}
